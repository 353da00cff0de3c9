package org.chainrule.train;

import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.nn.Context;

/**
 * What a training makes small, where that is no {@link org.chainrule.nn.Loss} of predictions and targets: of autoencoders and contrastive
 * models, with weights of examples, several inputs, or derivatives by the inputs. A batch has two tensors, which may hold anything, as
 * targets with a column of weights:
 *
 * <pre>{@code
 * Objective<Mlp> weighted = (model, batch, context) -> {
 *     Tensor difference = model.apply(batch.inputs(), context).sub(batch.targets().slice(1, 0, 1));
 *     return difference.square().mul(batch.targets().slice(1, 1, 2)).mean();
 * };
 * Trainer.of(settings).fit(model, weighted, training, validation);
 * }</pre>
 *
 * @param <M> the model, any record of tensors
 */
@FunctionalInterface
public interface Objective<M> {
    /**
     * The scalar to make small.
     *
     * @param batch inputs and targets as the data have them; it is called once for each shape of them, and not for each batch
     * @param context to be passed on to layers that are random or measure. In training it has keys to random numbers; the model is
     *     validated with {@link Context#inference()}, which has none: ask {@link Context#isTraining}
     * @return a floating scalar, the mean over the examples: means over batches count by the batches' sizes
     */
    Tensor of(M model, Batch batch, Context context);
}
