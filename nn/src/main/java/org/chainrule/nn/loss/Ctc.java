package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Loss;

/**
 * Connectionist temporal classification: −ln of the probability that a sequence of labels is read from a longer sequence of steps, whatever
 * step each label stands at. Each step gives a label or the blank; what it gives again and the blanks are left out, so that of "aa␣ab"
 * remains "aab". The probabilities of all such alignments are added up by the forward recursion, in logarithms (see {@link Alignments}).
 * The loss of an example is divided by the number of its labels, and the mean taken over the batch, as by PyTorch's CTCLoss; for other
 * reductions there is {@link #each}.
 *
 * <p>Inputs are logits with the batch first. Logarithms of probabilities, as PyTorch's loss takes them, are logits too.
 *
 * <p>A label that is the blank or no class, or a length that is more than there is, makes the loss of its example NaN: values are only seen
 * while a compiled step runs, which throws nothing. Labels that need more steps than there are have the loss ∞.
 *
 * <p>Source: Graves, Fernández, Gomez, Schmidhuber, "Connectionist temporal classification: labelling unsegmented sequence data with
 * recurrent neural networks", ICML 2006.
 *
 * @param blank the class that stands for no label; PyTorch's is 0
 * @param zeroInfinity whether a loss of ∞ counts as 0, without a gradient; PyTorch's default is not
 */
public record Ctc(int blank, boolean zeroInfinity) implements Loss {
    public Ctc {
        Arguments.notNegative("the blank", blank);
    }

    /** The blank is class 0, and ∞ counts as such. */
    public Ctc() {
        this(0, false);
    }

    /**
     * The loss where all steps are of the input.
     *
     * @param logits [batch, steps, classes]
     * @param targets [batch, most labels], whole numbers; negative ones at the end fill up what is shorter
     */
    @Override
    public Tensor of(Tensor logits, Tensor targets) {
        int steps = logits.shape().rank() == 3 ? logits.shape().extent(1) : 0;
        Tensor lengths = targets.ge(0).cast(DType.INT32).sum(-1);
        return of(logits, targets, Tensor.full(lengths.shape(), steps, DType.INT32), lengths);
    }

    /**
     * The loss of sequences of several lengths.
     *
     * @param logits [batch, most steps, classes]
     * @param targets [batch, most labels], whole numbers
     * @param inputLengths [batch], how many steps are of the input
     * @param targetLengths [batch], how many labels there are
     */
    public Tensor of(Tensor logits, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        Tensor labels = targetLengths.gt(1).where(targetLengths, targetLengths.like(1));
        return each(logits, targets, inputLengths, targetLengths)
                .div(labels.cast(logits.dtype()))
                .mean();
    }

    /** The loss of each example [batch], not divided by the number of its labels. */
    public Tensor each(Tensor logits, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        check(logits, targets, inputLengths, targetLengths);
        Alignments alignments = new Alignments(blank, logits, targets, inputLengths, targetLengths);
        Tensor logarithm = alignments.logarithm();
        Tensor none = logarithm.like(zeroInfinity ? 0 : Double.POSITIVE_INFINITY);
        Tensor loss = Alignments.isImpossible(logarithm).where(none, logarithm.neg());
        // multiplied, so that NaN reaches the gradient too
        return loss.mul(alignments.isWrong().where(loss.like(Double.NaN), 1));
    }

    private void check(Tensor logits, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        String given = "logits " + logits.node().type() + ", targets "
                + targets.node().type() + ", lengths " + inputLengths.node().type() + " and "
                + targetLengths.node().type();
        Shape shape = logits.shape();
        boolean fits = shape.rank() == 3
                && targets.shape().rank() == 2
                && targets.shape().extent(0) == shape.extent(0)
                && inputLengths.shape().equals(shape.range(0, 1))
                && targetLengths.shape().equals(shape.range(0, 1));
        if (!fits) {
            throw new ShapeException("CTC", given, "[batch, steps, classes], [batch, labels], [batch] and [batch]");
        }
        if (blank >= shape.extent(2)) {
            throw new ShapeException("CTC", given, "the blank " + blank + " is one of the classes");
        }
        boolean whole = targets.dtype().isInteger()
                && inputLengths.dtype().isInteger()
                && targetLengths.dtype().isInteger();
        if (!logits.dtype().isFloating() || !whole) {
            throw new DTypeException("CTC: " + given + " (floating, and whole numbers)");
        }
    }
}
