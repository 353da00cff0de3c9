package org.chainrule.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

/** Against the sum over all alignments, one by one. */
class CtcTest {
    private static final int STEPS = 5;
    private static final int CLASSES = 4;

    /** Labels with repeats, with none, as many as steps, and one. */
    private static final Tensor TARGETS = rows(List.of(1, 1, 2), List.of(3, 9, 9), List.of(2, 1, 3), List.of(-7, 0, 0));

    private static final Tensor INPUT_LENGTHS = Tensor.of(5, 4, 3, 2);
    private static final Tensor TARGET_LENGTHS = Tensor.of(3, 1, 3, 0);

    @SafeVarargs
    private static Tensor rows(List<Integer>... rows) {
        return Tensor.stack(
                0,
                Stream.of(rows)
                        .map(row -> Tensor.of(
                                row.stream().mapToInt(Integer::intValue).toArray()))
                        .toList());
    }

    private static Tensor logits(int batch) {
        return RandomKey.of(8)
                .normal(Shape.of(batch, STEPS, CLASSES))
                .cast(DType.FLOAT64)
                .evaluate();
    }

    /** −ln Σ over all sequences of classes that read as the labels. */
    private static double enumerated(Tensor logits, int steps, int blank, List<Integer> labels) {
        double[] p = logits.softmax(1).toDoubles();
        double sum = 0;
        for (int path = 0; path < Math.pow(CLASSES, steps); path++) {
            List<Integer> read = new ArrayList<>();
            double probability = 1;
            int rest = path;
            int before = blank;
            for (int step = 0; step < steps; step++) {
                int symbol = rest % CLASSES;
                rest /= CLASSES;
                probability *= p[step * CLASSES + symbol];
                if (symbol != blank && symbol != before) {
                    read.add(symbol);
                }
                before = symbol;
            }
            sum += read.equals(labels) ? probability : 0;
        }
        return -Math.log(sum);
    }

    @Test
    void isTheSumOverAllAlignments() {
        Tensor logits = logits(4);
        double[] expected = {
            enumerated(logits.get(0, 0), 5, 0, List.of(1, 1, 2)),
            enumerated(logits.get(0, 1), 4, 0, List.of(3)),
            enumerated(logits.get(0, 2), 3, 0, List.of(2, 1, 3)),
            enumerated(logits.get(0, 3), 2, 0, List.of())
        };
        Ctc loss = new Ctc();
        assertThat(loss.each(logits, TARGETS, INPUT_LENGTHS, TARGET_LENGTHS).toDoubles())
                .containsExactly(expected, within(1e-12));
        assertThat(Compiled.of((Tensor x) -> loss.each(x, TARGETS, INPUT_LENGTHS, TARGET_LENGTHS))
                        .apply(logits)
                        .toDoubles())
                .containsExactly(expected, within(1e-12));
        assertThat(loss.of(logits, TARGETS, INPUT_LENGTHS, TARGET_LENGTHS).item())
                .isCloseTo((expected[0] / 3 + expected[1] + expected[2] / 3 + expected[3]) / 4, within(1e-12));
    }

    @Test
    void anyClassMayBeTheBlank() {
        Tensor logits = logits(2);
        Tensor targets = rows(List.of(0, 1), List.of(2, 2));
        double expected = (enumerated(logits.get(0, 0), STEPS, 3, List.of(0, 1)) / 2
                        + enumerated(logits.get(0, 1), STEPS, 3, List.of(2, 2)) / 2)
                / 2;
        assertThat(new Ctc(3, false).of(logits, targets).item()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void negativeNumbersFillUpShortTargets() {
        Tensor logits = logits(2);
        Tensor targets = Tensor.of(new long[] {1, 2, -1, 3, -1, -1}, Shape.of(2, 3));
        double expected = (enumerated(logits.get(0, 0), STEPS, 0, List.of(1, 2)) / 2
                        + enumerated(logits.get(0, 1), STEPS, 0, List.of(3)))
                / 2;
        assertThat(new Ctc().of(logits, targets).item()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void theGradientIsRightInBothOrders() {
        GradCheck.of((Tensor x) -> new Ctc().of(x, TARGETS, INPUT_LENGTHS, TARGET_LENGTHS), logits(4))
                .order(2)
                .entries(20)
                .assertPassed();
    }

    @Test
    void logarithmsOfProbabilitiesAreLogitsToo() {
        Tensor logits = logits(4);
        assertThat(new Ctc()
                        .of(logits.logSoftmax(2), TARGETS, INPUT_LENGTHS, TARGET_LENGTHS)
                        .item())
                .isCloseTo(
                        new Ctc()
                                .of(logits, TARGETS, INPUT_LENGTHS, TARGET_LENGTHS)
                                .item(),
                        within(1e-12));
    }

    @Test
    void labelsThatNeedMoreStepsAreImpossibleOrDoNotCount() {
        Tensor logits = logits(2);
        Tensor targets = rows(List.of(1, 1, 2), List.of(1, 2, 3));
        Tensor three = Tensor.of(3, 3);
        assertThat(new Ctc().each(logits, targets, three, three).toDoubles())
                .satisfies(losses -> assertThat(losses[0]).isInfinite().isPositive())
                .satisfies(losses -> assertThat(losses[1]).isFinite());
        Tensor loss = new Ctc(0, true).of(logits, targets, three, three);
        assertThat(loss.item()).isCloseTo(enumerated(logits.get(0, 1), 3, 0, List.of(1, 2, 3)) / 6, within(1e-12));
        Tensor gradient = Gradient.of(loss).at(logits);
        assertThat(gradient.get(0, 0).toDoubles()).containsOnly(0);
        assertThat(gradient.get(0, 1).slice(0, 0, 3).abs().min().item()).isPositive();
        assertThat(gradient.get(0, 1).slice(0, 3, 5).toDoubles()).containsOnly(0);
    }

    @Test
    void longSequencesAndLargeLogitsStayFinite() {
        Tensor logits = RandomKey.of(2).normal(Shape.of(2, 300, 20)).mul(100).evaluate();
        Tensor targets = RandomKey.of(3)
                .uniform(Shape.of(2, 100), 1, 20)
                .floor()
                .cast(DType.INT32)
                .evaluate();
        Tensor loss = new Ctc().of(logits, targets);
        assertThat(loss.item()).isFinite().isPositive();
        assertThat(Gradient.of(loss).at(logits).toFloats()).doesNotContain(Float.NaN);
        // −∞ is a class that cannot be
        Tensor masked = Tensor.of(new float[] {0, Float.NEGATIVE_INFINITY, 0, 0, 0, 0}, Shape.of(1, 2, 3));
        assertThat(new Ctc().of(masked, rows(List.of(1))).item()).isCloseTo(Math.log(6), within(1e-6));
    }

    @Test
    void whatIsNoLabelOrLengthMakesItsExampleNaN() {
        Tensor logits = logits(1);
        Tensor one = Tensor.of(1);
        for (int label : new int[] {0, -1, CLASSES}) {
            Tensor loss = new Ctc(0, true).of(logits, rows(List.of(label)), one, one);
            assertThat(loss.item()).isNaN();
            assertThat(Gradient.of(loss).at(logits).toDoubles()).contains(Double.NaN);
        }
        Tensor targets = rows(List.of(1));
        assertThat(new Ctc().of(logits, targets, Tensor.of(STEPS + 1), one).item())
                .isNaN();
        assertThat(new Ctc().of(logits, targets, Tensor.of(-1), one).item()).isNaN();
        assertThat(new Ctc().of(logits, targets, one, Tensor.of(2)).item()).isNaN();
        assertThat(new Ctc(0, true).of(logits.mul(Double.NaN), targets).item()).isNaN();
    }

    @Test
    void noLabelsAndNoStepsAreRead() {
        Tensor none = Tensor.zeros(1, 0).cast(DType.INT32);
        Tensor logits = logits(1);
        assertThat(new Ctc().of(logits, none).item())
                .isCloseTo(enumerated(logits.get(0, 0), STEPS, 0, List.of()), within(1e-12));
        assertThat(new Ctc().of(logits.slice(1, 0, 0), none).item()).isZero();
    }

    @Test
    void otherShapesAndTypesAreRefused() {
        Tensor logits = logits(2);
        assertThatThrownBy(() -> new Ctc().of(logits, Tensor.of(1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[batch, steps, classes]");
        assertThatThrownBy(() -> new Ctc(4, false).of(logits, rows(List.of(1), List.of(2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the blank 4");
        assertThatThrownBy(() -> new Ctc().of(logits, Tensor.of(new float[][] {{1}, {2}})))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> new Ctc(-1, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
