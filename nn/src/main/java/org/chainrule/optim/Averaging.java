package org.chainrule.optim;

import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Statistics;

/**
 * A running average of a model's weights, which often predicts better than the last of them:
 *
 * <pre>{@code
 * Averaging averaging = new Ema(0.999);
 * WeightAverage<Digits> average = averaging.initial(model);
 * average = averaging.update(average, model);       // after each step, in the compiled step or outside
 * average.model().apply(x);
 * }</pre>
 *
 * The first model is taken as it is, as by PyTorch's {@code AveragedModel}, so the average is never pulled towards 0. Leaves that
 * are no floating numbers, and {@link Statistics}, are those of the newest model; they are measured anew by
 * {@code train.Remeasuring}.
 */
public sealed interface Averaging permits Ema, Swa {
    /** The average of the old average and the newest model. */
    Tensor average(Tensor old, Tensor newest, Tensor count);

    /** The average before the first model: of none. */
    default <M> WeightAverage<M> initial(M model) {
        return new WeightAverage<>(model, Tensor.full(Shape.SCALAR, 0, DType.FLOAT32));
    }

    /** The average with one model more. */
    default <M> WeightAverage<M> update(WeightAverage<M> average, M newest) {
        Form.check(
                getClass().getSimpleName(), "average", average.model(), newest, "an average is of one model's steps");
        Tensor isFirst = average.count().eq(0);
        M next = Tree.map(
                average.model(),
                newest,
                (old, w) -> w.dtype().isFloating() ? isFirst.where(w, average(old, w, average.count())) : w);
        return new WeightAverage<>(
                Statistics.kept(next, newest), average.count().add(1));
    }
}
