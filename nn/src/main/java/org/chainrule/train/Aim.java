package org.chainrule.train;

import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Accuracy;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Loss;
import org.chainrule.regularization.Mixup;

/** What a training makes small, by what it learns and is validated alike. */
sealed interface Aim<M> {
    /**
     * What a batch comes to.
     *
     * @param mixing how its examples are mixed, if they are
     */
    Outcome of(M model, Batch batch, Context context, Optional<Mixing> mixing);

    /** The loss or objective, as a checkpoint tells it. */
    Object told();

    /**
     * @param loss a scalar
     * @param correct how many examples were right, where there are classes
     */
    record Outcome(Tensor loss, Optional<Tensor> correct) {
        /** How many classes were found; NaN where there are none to find. */
        double right() {
            return correct.map(Tensor::item).orElse(Double.NaN);
        }
    }

    /** @param share of each example in its mixture, a scalar */
    record Mixing(Mixup rule, Tensor share) {}

    /** The loss of a layer's predictions. */
    record Predicting<M extends Layer>(Loss loss) implements Aim<M> {
        @Override
        public Outcome of(M model, Batch batch, Context context, Optional<Mixing> mixing) {
            Tensor targets = batch.targets();
            Tensor inputs = mixing.map(by -> by.rule().mixed(batch.inputs(), by.share()))
                    .orElse(batch.inputs());
            Tensor outputs = model.apply(inputs, context);
            Tensor value = mixing.map(by -> by.rule().loss(mixed -> loss.of(outputs, mixed), targets, by.share()))
                    .orElseGet(() -> loss.of(outputs, targets));
            return new Outcome(value, correct(outputs, targets));
        }

        /** How many classes are found; none where the targets are no class numbers. */
        private static Optional<Tensor> correct(Tensor outputs, Tensor targets) {
            boolean classes = outputs.shape().rank() == 2
                    && targets.shape().rank() == 1
                    && targets.dtype().isInteger();
            return classes ? Optional.of(Accuracy.correct(outputs, targets)) : Optional.empty();
        }

        @Override
        public Object told() {
            return loss;
        }
    }

    /** An objective of the user's own. */
    record Own<M>(Objective<M> objective) implements Aim<M> {
        @Override
        public Outcome of(M model, Batch batch, Context context, Optional<Mixing> mixing) {
            Tensor value = objective.of(model, batch, context);
            if (!value.shape().isScalar() || !value.dtype().isFloating()) {
                throw new ShapeException(
                        "objective",
                        "it is " + value.node().type(),
                        "a floating scalar, the mean over the examples: end it by mean()");
            }
            return new Outcome(value, Optional.empty());
        }

        @Override
        public Object told() {
            return objective;
        }
    }

    /** @throws IllegalArgumentException if the settings mix examples */
    static <M> Aim<M> of(Objective<M> objective, Settings settings) {
        settings.regularization().mixup().ifPresent(mixup -> {
            throw new IllegalArgumentException(mixup
                    + " mixes predictions' losses, and an objective of one's own tells of none: it mixes by itself, with"
                    + " Mixup.mixed and Mixup.loss");
        });
        return new Own<>(objective);
    }
}
