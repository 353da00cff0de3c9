package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.data.Mnist;
import org.chainrule.data.Shuffle;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Layer;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.optim.schedule.OneCycle;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

class RateFinderTest {
    private static final double[] INPUTS = {0.3, -1.2, 0.7, 2.1, -0.4};
    private static final double[] TARGETS = {1, 0.2, -0.3, 1.7, 0.6};

    /** y = w·x. */
    private record Slope(Tensor w) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return x.mul(w);
        }
    }

    private static Dataset line() {
        return new Examples(Tensor.of(INPUTS, Shape.of(5, 1)), Tensor.of(TARGETS, Shape.of(5, 1)));
    }

    private static Settings descent() {
        return Settings.classification(1)
                .with(new MeanSquaredError())
                .with(new Sgd(), new Constant(1))
                .withBatch(2);
    }

    @Test
    void followsTheFormulasUntilTheLossIsFourTimesTheBest() {
        RateSweep sweep = RateFinder.of(descent()).sweep(new Slope(Tensor.of(0.5)), line());
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double w = 0.5;
        double mean = 0;
        double best = Double.POSITIVE_INFINITY;
        double last = 0;
        for (int epoch = 1; last <= 4 * best; epoch++) {
            for (int[] batch : Shuffle.batches(5, 2, 1, epoch)) {
                double loss = 0;
                double gradient = 0;
                for (int i : batch) {
                    double error = w * INPUTS[i] - TARGETS[i];
                    loss += error * error / batch.length;
                    gradient += 2 * error * INPUTS[i] / batch.length;
                }
                rates.add(1e-7 * Math.pow(1e8, losses.size() / 100.0));
                w -= rates.getLast() * gradient;
                mean = 0.98 * mean + 0.02 * loss;
                last = mean / (1 - Math.pow(0.98, losses.size() + 1));
                losses.add(last);
                best = Math.min(best, last);
                if (last > 4 * best) {
                    break;
                }
            }
        }
        assertThat(sweep.ending()).isEqualTo(RateSweep.Ending.DIVERGED);
        assertThat(sweep.rates()).hasSameSizeAs(rates);
        for (int i = 0; i < rates.size(); i++) {
            assertThat(sweep.rates().get(i)).isCloseTo(rates.get(i), Percentage.withPercentage(1e-9));
            assertThat(sweep.losses().get(i))
                    .as("loss %d", i)
                    .isCloseTo(losses.get(i), Percentage.withPercentage(0.01));
        }
    }

    @Test
    void triesAllRatesIfNoneDiverges() {
        RateSweep sweep = RateFinder.of(descent()).between(1e-6, 1e-3, 30).sweep(new Slope(Tensor.of(0.5)), line());
        assertThat(sweep.ending()).isEqualTo(RateSweep.Ending.COMPLETE);
        assertThat(sweep.rates()).hasSize(30).isSorted().startsWith(1e-6);
        assertThat(sweep.rates().getLast()).isLessThan(1e-3);
        assertThat(sweep.suggestions()).containsOnlyKeys(Suggestion.values());
    }

    @Test
    void endsWhereTheLossIsNoFiniteNumber() {
        RateFinder finder = RateFinder.of(descent()).between(1e-3, 1e60, 60);
        RateSweep sweep = new RateFinder(finder.settings(), 1e-3, 1e60, 60, Double.MAX_VALUE, Workers.shared())
                .sweep(new Slope(Tensor.of(0.5)), line());
        assertThat(sweep.ending()).isEqualTo(RateSweep.Ending.NOT_FINITE);
        assertThat(sweep.losses()).isNotEmpty().allMatch(Double::isFinite);
        RateSweep never = finder.sweep(new Slope(Tensor.of(Double.NaN)), line());
        assertThat(never.rates()).isEmpty();
        assertThat(never.suggestions()).isEmpty();
    }

    @Test
    void leavesTheModelAsItIsAndFindsTheSameAgain() {
        Slope model = new Slope(Tensor.of(0.5));
        RateFinder finder = RateFinder.of(descent().with(new Adam(), OneCycle.of(0.1, 100)));
        RateSweep first = finder.sweep(model, line());
        assertThat(model.w().item()).isEqualTo(0.5);
        assertThat(finder.sweep(model, line())).isEqualTo(first);
    }

    @Test
    void suggestsRatesThatTrainDigits() {
        System.setProperty("chainrule.home", "..");
        Dataset digits = Mnist.shipped().training().range(0, 6400);
        Mlp model = Mlp.of(List.of(784, 32, 10), Activation.RELU, RandomKey.of(1));
        RateSweep sweep =
                RateFinder.of(Settings.classification(1).withBatch(64)).sweep(model, digits);
        assertThat(sweep.suggestions()).containsOnlyKeys(Suggestion.values());
        assertThat(sweep.suggestions().get(Suggestion.VALLEY)).isBetween(1e-4, 1e-1);
    }

    @Test
    void refusesWhatIsNoSweep() {
        assertThatThrownBy(() -> RateFinder.of(descent()).between(0, 1, 10)).hasMessageContaining("first rate");
        assertThatThrownBy(() -> RateFinder.of(descent()).between(1, 2, 0)).hasMessageContaining("steps");
        assertThatThrownBy(() -> new RateFinder(descent(), 1, 2, 10, 1, Workers.shared()))
                .hasMessageContaining("limit is above 1");
        assertThatThrownBy(() -> RateFinder.of(descent()).sweep(new Slope(Tensor.of(1.0)), line().range(0, 0)))
                .hasMessageContaining("no examples");
    }
}
