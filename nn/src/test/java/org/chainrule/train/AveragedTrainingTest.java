package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Examples;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Layer;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Ema;
import org.chainrule.optim.Sgd;
import org.chainrule.optim.Swa;
import org.junit.jupiter.api.Test;

/** What a training gives in the place of its last model; and several at once. */
class AveragedTrainingTest {
    private static final Examples LINE = new Examples(
            RandomKey.of(1).normal(Shape.of(6, 1)).evaluate(),
            RandomKey.of(2).normal(Shape.of(6, 1)).evaluate());
    private static final Settings SETTINGS =
            Settings.classification(3).with(new MeanSquaredError()).withBatch(2).with(new Sgd(), new Constant(0.1));

    record Slope(Tensor a) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return x.mul(a);
        }
    }

    private static double slope(Settings settings, TrainingListener... listeners) {
        return Trainer.of(settings, listeners)
                .fit(new Slope(Tensor.scalar(0)), LINE, LINE)
                .model()
                .a()
                .item();
    }

    /** The slope after each of so many steps. */
    private static List<Double> slopes(int steps) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            long last = i;
            List<Trainer> trainer = new ArrayList<>();
            trainer.add(Trainer.of(SETTINGS, new TrainingListener() {
                @Override
                public void onBatch(BatchReport report) {
                    if (report.step() == last) {
                        trainer.getFirst().stop();
                    }
                }
            }));
            slopes.add(trainer.getFirst()
                    .fit(new Slope(Tensor.scalar(0)), LINE, LINE)
                    .model()
                    .a()
                    .item());
        }
        return slopes;
    }

    @Test
    void averagesAreTakenAfterEachStepOrEachEpochAndAreWhatIsGivenAndValidated() {
        List<Double> slopes = slopes(9);
        double moving = slopes.getFirst();
        for (double slope : slopes) {
            moving = 0.7 * moving + 0.3 * slope;
        }
        assertThat(slope(SETTINGS.with(new Ema(0.7)))).isCloseTo(moving, within(1e-6));
        double mean = (slopes.get(2) + slopes.get(5) + slopes.get(8)) / 3;
        List<Double> seen = new ArrayList<>();
        TrainingListener watcher = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report, Object model) {
                seen.add(((Slope) model).a().item());
            }
        };
        assertThat(slope(SETTINGS.with(new Swa()), watcher)).isCloseTo(mean, within(1e-6));
        assertThat(seen.getLast()).isCloseTo(mean, within(1e-6));
    }

    @Test
    void gradientsOfThreeBatchesAddedUpAreThoseOfOne() {
        assertThat(slope(SETTINGS.accumulating(3))).isCloseTo(slope(SETTINGS.withBatch(6)), within(1e-6));
        assertThat(slope(SETTINGS.accumulating(3))).isNotCloseTo(slope(SETTINGS), within(1e-4));
    }

    @Test
    void trainingsInSeveralThreadsGiveTheBitsOfOneByOne() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Trained<Intricate.Network>>> together = IntStream.range(0, 4)
                    .mapToObj(seed -> threads.submit(() -> train(seed)))
                    .toList();
            for (int seed = 0; seed < 4; seed++) {
                assertThat(Intricate.firstDifference(together.get(seed).get(), train(seed)))
                        .isEmpty();
            }
        }
    }

    private static Trained<Intricate.Network> train(int seed) {
        return Trainer.of(Intricate.settings().withSeed(seed))
                .fit(Intricate.model(8), Intricate.training(), Intricate.validation());
    }
}
