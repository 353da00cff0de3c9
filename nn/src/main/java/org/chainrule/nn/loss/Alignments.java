package org.chainrule.nn.loss;

import java.util.List;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * All ways to read labels from steps, with blanks between. The places are blank, label, blank, label, … blank. A step stays at its place,
 * goes to the next, or, from label to another label, over the blank between. α(t, s) is the probability of all ways to be at place s after
 * step t; in logarithms
 *
 * <pre>
 * ln α(t, s) = ln p(t, label(s)) + ln(α(t − 1, s) + α(t − 1, s − 1) + α(t − 1, s − 2) if that is allowed)
 * </pre>
 *
 * from α(0, 0) = 1. The end is at one of the last two places.
 */
record Alignments(int blank, Tensor logits, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
    /** The logarithm of no probability: with −∞ there were differences that are no number. */
    private static final double NEVER = -1e30;

    /** One step: its logarithms at each place [batch, places], and its number. */
    private record Given(Tensor logarithms, Tensor number) {}

    static Tensor isImpossible(Tensor logarithm) {
        return logarithm.lt(NEVER / 2);
    }

    /** The logarithm of the probability of each example's labels [batch]. */
    Tensor logarithm() {
        Tensor labels = places();
        Tensor number = labels.indicesAlong(1);
        Tensor isNext = number.ge(1);
        Tensor isSkip = number.ge(2)
                .and(labels.ne(blank))
                .and(labels.ne(labels.pad(1, 2, 0).slice(1, 0, extent(labels))));
        Tensor first = number.eq(0).where(logits.like(0).broadcastTo(labels.shape()), NEVER);
        Tensor last = Scan.of((Tensor before, Given given) -> {
                    Tensor reached = Tensor.stack(0, List.of(before, from(before, 1, isNext), from(before, 2, isSkip)))
                            .logSumExp(0)
                            .add(given.logarithms());
                    Tensor isInput = given.number().lt(inputLengths).unsqueeze(1);
                    return new Scan.Step<>(isInput.where(reached, before), List.<Tensor>of());
                })
                .over(
                        first,
                        new Given(logarithms(labels), Tensor.iota(logits.shape().extent(1), DType.INT32)))
                .carry();
        Tensor end = targetLengths.cast(DType.INT32).mul(Tensor.of(2)).unsqueeze(1);
        Tensor isEnd = number.eq(end).or(number.eq(end.sub(Tensor.of(1))));
        return isEnd.where(last, NEVER).logSumExp(1);
    }

    /** Which examples have labels that are the blank or no class, or lengths that are more than there is [batch]. */
    Tensor isWrong() {
        Shape shape = logits.shape();
        Tensor counts =
                targets.indicesAlong(1).lt(targetLengths.cast(DType.INT32).unsqueeze(1));
        Tensor isNoLabel = isNoClass().or(targets.eq(blank));
        return counts.and(isNoLabel)
                .any(1)
                .or(inputLengths.lt(0))
                .or(inputLengths.gt(shape.extent(1)))
                .or(targetLengths.lt(0))
                .or(targetLengths.gt(targets.shape().extent(1)));
    }

    private Tensor isNoClass() {
        return targets.lt(0).or(targets.ge(logits.shape().extent(2)));
    }

    /** The class of each place [batch, 2·labels + 1], int32. */
    private Tensor places() {
        Shape shape = targets.shape();
        Tensor labels = isNoClass().where(targets.like(blank), targets).cast(DType.INT32);
        Tensor blanks = Tensor.full(Shape.of(shape.extent(0), shape.extent(1) + 1), blank, DType.INT32);
        Tensor pairs = Tensor.stack(2, List.of(blanks.slice(1, 0, shape.extent(1)), labels));
        return Tensor.concat(
                1,
                List.of(
                        pairs.reshape(shape.extent(0), 2 * shape.extent(1)),
                        blanks.slice(1, shape.extent(1), shape.extent(1) + 1)));
    }

    /** ln p of each step and place: [steps, batch, places]. */
    private Tensor logarithms(Tensor labels) {
        Tensor all = logits.logSoftmax(2);
        Shape shape = Shape.of(all.shape().extent(0), all.shape().extent(1), extent(labels));
        Tensor taken = all.takeAlongAxis(2, labels.unsqueeze(1).broadcastTo(shape));
        return taken.lt(NEVER).where(taken.like(NEVER), taken).transpose(0, 1);
    }

    /** What was so many places before, where that is allowed. */
    private static Tensor from(Tensor before, int distance, Tensor isAllowed) {
        return isAllowed.where(before.pad(1, distance, 0).slice(1, 0, extent(before)), NEVER);
    }

    private static int extent(Tensor places) {
        return places.shape().extent(1);
    }
}
