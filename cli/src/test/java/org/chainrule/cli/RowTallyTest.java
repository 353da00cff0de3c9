package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.Tensor;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.data.table.ClassTarget;
import org.chainrule.data.table.NumberTarget;
import org.chainrule.nn.metric.ConfusionMatrix;
import org.chainrule.nn.metric.Errors;
import org.junit.jupiter.api.Test;

class RowTallyTest {
    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void numbersComeToTheErrorsOfAllOfThem() {
        NumberTarget target = new NumberTarget("y", 1000, 25);
        int rows = 1000;
        double[] truth = new double[rows];
        double[] answers = new double[rows];
        RowTally tally = RowTally.of(target);
        for (int i = 0; i < rows; i++) {
            float learnt = (float) random.nextGaussian(3, 1);
            float output = (float) (learnt + random.nextGaussian(0.2, 0.5));
            tally.add(new float[] {output}, learnt);
            truth[i] = target.value(learnt);
            answers[i] = target.value(output);
        }
        NumberEvaluation evaluation = (NumberEvaluation) tally.evaluation("test");
        Tensor targets = Tensor.of(truth);
        Tensor predictions = Tensor.of(answers);
        assertThat(evaluation.examples()).isEqualTo(rows);
        assertThat(evaluation.rSquared())
                .isCloseTo(Errors.determination(predictions, targets).item(), within(1e-9));
        assertThat(evaluation.rootMeanSquare())
                .isCloseTo(Errors.rootMeanSquare(predictions, targets).item(), within(1e-9));
        assertThat(evaluation.meanAbsolute())
                .isCloseTo(Errors.meanAbsolute(predictions, targets).item(), within(1e-9));
        assertThat(evaluation.loss()).isCloseTo(Math.pow(evaluation.rootMeanSquare() / 25, 2), within(1e-12));
    }

    @Test
    void classesAreCountedHoweverManyRowsThereAre() {
        int rows = 40_000;
        int[] labels = new int[rows];
        int[] predictions = new int[rows];
        RowTally tally = RowTally.of(new ClassTarget("c", List.of("a", "b", "c")));
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextInt(3);
            predictions[i] = random.nextInt(3);
            float[] output = new float[3];
            output[predictions[i]] = 1;
            tally.add(output, labels[i]);
        }
        ClassEvaluation evaluation = (ClassEvaluation) tally.evaluation("test");
        ConfusionMatrix all = ConfusionMatrix.of(Tensor.of(predictions), Tensor.of(labels), 3);
        assertThat(evaluation.confusion()).hasToString(all.toString());
        double right = all.accuracy();
        // softmax of (1, 0, 0)
        double expected = Math.log(Math.E + 2) - right;
        assertThat(evaluation.loss()).isCloseTo(expected, within(1e-6));
    }
}
