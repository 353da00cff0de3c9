package org.chainrule.nn.loss;

import java.util.List;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Loss;

/**
 * Cross-entropy of class numbers with weights of classes, and with labels that do not count: Σ w[t]·−ln softmax(x)[t] / Σ w[t] over the
 * examples that count. Smoothed, −ln softmax(x)[t] becomes 1 − smoothing of it and smoothing/classes of Σ w[c]·−ln softmax(x)[c]. PyTorch's
 * CrossEntropyLoss with weight, ignore_index and label_smoothing. Where none counts it is NaN, as there. For the ordinary
 * case, and for smoothed labels, there is {@link org.chainrule.nn.SoftmaxCrossEntropy}. A label that is neither a class nor the ignored
 * one makes the loss NaN.
 *
 * @param weights of the classes, finite and not negative; if none are given each weighs 1
 * @param ignored the label that does not count; PyTorch's is −100
 * @param smoothing from 0 to 1
 */
public record ClassCrossEntropy(Optional<List<Double>> weights, int ignored, double smoothing) implements Loss {
    public ClassCrossEntropy {
        weights = weights.map(List::copyOf);
        weights.ifPresent(all -> all.forEach(weight -> Arguments.notNegative("a class's weight", weight)));
        Arguments.notNegative("smoothing", smoothing);
        Arguments.notNegative("1 − smoothing", 1 - smoothing);
    }

    /** All classes weigh 1, and −100 does not count. */
    public ClassCrossEntropy() {
        this(Optional.empty(), -100, 0);
    }

    /** Classes weigh so much, and −100 does not count. */
    public ClassCrossEntropy(double... weights) {
        this(Optional.of(java.util.Arrays.stream(weights).boxed().toList()), -100, 0);
    }

    /** The same with smoothed labels. */
    public ClassCrossEntropy smoothed(double other) {
        return new ClassCrossEntropy(weights, ignored, other);
    }

    /**
     * @param logits [batch …, classes]
     * @param labels [batch …], whole numbers
     */
    @Override
    public Tensor of(Tensor logits, Tensor labels) {
        int classes = check(logits, labels);
        Tensor flat = logits.reshape(labels.shape().size(), classes);
        Tensor numbers = labels.flatten();
        Tensor counts = numbers.ne(ignored);
        Tensor taken = counts.unsqueeze(1)
                .and(numbers.unsqueeze(1).eq(Tensor.iota(classes, DType.INT32).cast(numbers.dtype())));
        Tensor all = of(flat);
        Tensor weight = taken.where(all, 0);
        // a label that is no class makes the loss NaN
        Tensor wrong = counts.and(numbers.lt(0).or(numbers.ge(classes)));
        Tensor total = weight.sum().add(wrong.where(flat.like(Double.NaN), 0).sum());
        Tensor share =
                smoothing == 0 ? weight : smoothed(weight, counts.unsqueeze(1).where(all, 0));
        return share.mulNoNan(flat.logSoftmax(1)).sum().neg().div(total);
    }

    /** How much each logarithm counts: of the right classes, and of all classes of examples that count. */
    private Tensor smoothed(Tensor right, Tensor all) {
        return right.mul(1 - smoothing).add(all.mul(smoothing / right.shape().extent(1)));
    }

    private Tensor of(Tensor logits) {
        Tensor each = weights.map(all -> Tensor.of(
                                all.stream().mapToDouble(Double::doubleValue).toArray())
                        .cast(logits.dtype()))
                .orElseGet(() -> logits.like(1));
        return each.broadcastTo(logits.shape());
    }

    private int check(Tensor logits, Tensor labels) {
        String given =
                "logits " + logits.node().type() + ", labels " + labels.node().type();
        int rank = logits.shape().rank();
        if (rank < 1 || !labels.shape().equals(logits.shape().range(0, rank - 1))) {
            throw new ShapeException("class cross-entropy", given, "[batch …, classes] and [batch …]");
        }
        if (!logits.dtype().isFloating() || !labels.dtype().isInteger()) {
            throw new DTypeException("class cross-entropy: " + given + " (floating, and whole numbers)");
        }
        int classes = logits.shape().extent(-1);
        weights.ifPresent(all -> {
            if (all.size() != classes) {
                throw new ShapeException(
                        "class cross-entropy", all.size() + " weights of " + classes + " classes", "one for each");
            }
        });
        return classes;
    }
}
