package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Examples;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.regularization.ClipNorm;
import org.chainrule.regularization.Mixup;
import org.chainrule.regularization.Regularization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectiveTest {
    private static final SoftmaxCrossEntropy LOSS = new SoftmaxCrossEntropy();

    /** All that has a state or is random, but for mixup, which is of predictions alone. */
    private static final Settings INTRICATE =
            Intricate.settings().with(Regularization.none().with(new ClipNorm(1)));

    /** A line that is no layer: of y by x. */
    record Line(Tensor slope, Tensor offset) {}

    /** Each example counts by its weight, the second column of the targets. */
    record Weighted(double power) implements Objective<Line> {
        @Override
        public Tensor of(Line line, Batch batch, Context context) {
            Tensor y = batch.targets().slice(1, 0, 1);
            Tensor weight = batch.targets().slice(1, 1, 2);
            return line.slope()
                    .mul(batch.inputs())
                    .add(line.offset())
                    .sub(y)
                    .abs()
                    .pow(power)
                    .mul(weight)
                    .mean();
        }
    }

    /** y = 2·x + 1, but for the last, which does not count. */
    private static final Examples POINTS = new Examples(
            Tensor.of(new float[][] {{-1}, {0}, {1}, {2}, {0.5f}, {-2}, {1}}),
            Tensor.of(new float[][] {{-1, 1}, {1, 1}, {3, 1}, {5, 1}, {2, 1}, {-3, 1}, {100, 0}}));

    private static final Settings DESCENT = Settings.objective(200).withBatch(3).with(new Sgd(), new Constant(0.1));

    private static Line flat() {
        return new Line(Tensor.zeros(1), Tensor.zeros(1));
    }

    private static Tensor crossEntropy(Intricate.Network model, Batch batch, Context context) {
        return LOSS.of(model.apply(batch.inputs(), context), batch.targets());
    }

    @Test
    void theObjectiveThatTheLossWouldBeTrainsToTheBitAlike() {
        Trained<Intricate.Network> usual =
                Trainer.of(INTRICATE).fit(Intricate.model(8), Intricate.training(), Intricate.validation());
        Trained<Intricate.Network> own = Trainer.of(INTRICATE.with(new Unasked()))
                .fit(Intricate.model(8), ObjectiveTest::crossEntropy, Intricate.training(), Intricate.validation());
        assertThat(Intricate.firstDifference(own, usual)).isEmpty();
        for (int i = 0; i < own.history().size(); i++) {
            EpochReport one = own.history().get(i);
            EpochReport other = usual.history().get(i);
            assertThat(one.training().loss()).isEqualTo(other.training().loss());
            assertThat(one.validation().loss()).isCloseTo(other.validation().loss(), within(1e-5));
            assertThat(one.validation().accuracy())
                    .as("an objective has no classes")
                    .isNaN();
            assertThat(other.validation().accuracy()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void weightsOfExamplesCountForARecordThatIsNoLayer() {
        Trained<Line> trained = Trainer.of(DESCENT).fit(flat(), new Weighted(2), POINTS, POINTS);
        assertThat(trained.model().slope().item()).isCloseTo(2, within(1e-3));
        assertThat(trained.model().offset().item()).isCloseTo(1, within(1e-3));
        Score score = Scorer.of(new Weighted(2), 3).score(flat(), POINTS);
        assertThat(score.loss()).isCloseTo((1 + 1 + 9 + 25 + 4 + 9) / 7.0, within(1e-6));
    }

    @Test
    void validationIsInferenceInBatchesOfTheTrainingsSize() {
        record Seen(boolean training, int batch) {}
        Set<Seen> seen = ConcurrentHashMap.newKeySet();
        Objective<Line> telling = (line, batch, context) -> {
            seen.add(new Seen(context.isTraining(), batch.size()));
            return new Weighted(2).of(line, batch, context);
        };
        Trainer.of(DESCENT.withEpochs(1)).fit(flat(), telling, POINTS, POINTS);
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        new Seen(true, 3), new Seen(true, 1), new Seen(false, 3), new Seen(false, 1));
    }

    @Test
    void goesOnToTheBitAndOnlyByTheSameObjective(@TempDir Path folder) {
        Settings settings = DESCENT.withEpochs(6).with(new EarlyStopping(3));
        Checkpoints checkpoints = Checkpoints.in(folder);
        Trained<Line> whole = Trainer.of(settings).fit(flat(), new Weighted(2), POINTS, POINTS);
        Trainer.of(settings.withEpochs(2)).with(checkpoints).fit(flat(), new Weighted(2), POINTS, POINTS);
        Trainer trainer = Trainer.of(settings).with(checkpoints);
        assertThatThrownBy(() -> trainer.resume(flat(), new Weighted(1), POINTS, POINTS))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("another loss", "Weighted[power=2.0] there", "Weighted[power=1.0] here");
        Trained<Line> resumed = trainer.resume(flat(), new Weighted(2), POINTS, POINTS);
        assertThat(Intricate.firstDifference(resumed, whole)).isEmpty();
        assertThat(Intricate.scores(resumed)).isEqualTo(Intricate.scores(whole));
    }

    @Test
    void endsEarlyWithTheBestModel() {
        Settings leaping = DESCENT.with(new Sgd(), new Constant(10)).with(new EarlyStopping(2));
        Trained<Line> trained = Trainer.of(leaping).fit(flat(), new Weighted(2), POINTS, POINTS);
        assertThat(trained.endedEarly(leaping)).isTrue();
        List<EpochReport> history = trained.history();
        assertThat(history).hasSize(3);
        assertThat(Scorer.of(new Weighted(2), 3).score(trained.model(), POINTS).loss())
                .isEqualTo(history.getFirst().validation().loss());
    }

    @Test
    void aContextThatLayersDoNotSeeIsRefused() {
        Objective<Intricate.Network> keeping =
                (model, batch, _) -> LOSS.of(model.apply(batch.inputs()), batch.targets());
        Trainer trainer = Trainer.of(INTRICATE);
        assertThatThrownBy(() -> trainer.fit(Intricate.model(8), keeping, Intricate.training(), Intricate.validation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("were told that this is training");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> Trainer.of(DESCENT.with(new Mixup())).fit(flat(), new Weighted(2), POINTS, POINTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Mixup[alpha=0.2]", "objective", "Mixup.mixed");
        Objective<Line> each = (line, batch, _) -> line.slope().mul(batch.inputs());
        assertThatThrownBy(() -> Trainer.of(DESCENT).fit(flat(), each, POINTS, POINTS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("objective", "[3, 1]", "floating scalar");
        assertThatThrownBy(() -> Trainer.of(Settings.objective(1))
                        .fit(Intricate.model(8), Intricate.training(), Intricate.validation()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fit(model, objective, training, validation)");
    }

    @Test
    void aRateIsFoundForIt() {
        RateSweep sweep = RateFinder.of(DESCENT).between(1e-4, 10, 60).sweep(flat(), new Weighted(2), POINTS);
        assertThat(sweep.ending()).isEqualTo(RateSweep.Ending.DIVERGED);
        assertThat(Optional.ofNullable(sweep.suggestions().get(Suggestion.STEEP)))
                .isPresent();
    }
}
