package org.chainrule.train;

import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;
import org.chainrule.nn.layer.BatchNorm;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Ema;
import org.chainrule.optim.schedule.Plateau;
import org.chainrule.regularization.GradientNoise;
import org.chainrule.regularization.Mixup;

/** A small training with all that has a state or is random, in which nothing may be forgotten. */
final class Intricate {
    static final int STEPS_PER_EPOCH = 4;
    static final int EPOCHS = 5;

    private Intricate() {}

    record Network(Dense hidden, BatchNorm norm, Dropout dropout, Dense output) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return apply(x, Context.inference());
        }

        @Override
        public Tensor apply(Tensor x, Context context) {
            Tensor y = norm.apply(hidden.apply(x), context).relu();
            return output.apply(dropout.apply(y, context));
        }
    }

    static Network model(int width) {
        return new Network(
                Dense.of(6, width, RandomKey.of(1)),
                BatchNorm.of(width),
                new Dropout(0.3),
                Dense.of(width, 3, RandomKey.of(2)));
    }

    /** Examples of three classes; the last batch of an epoch is smaller than the others. */
    static Dataset examples(int count) {
        Tensor inputs = RandomKey.of(3).normal(Shape.of(count, 6)).evaluate();
        return new Examples(
                inputs, inputs.slice(1, 0, 3).argmax(1).cast(DType.INT32).evaluate());
    }

    static Dataset training() {
        return examples(50);
    }

    static Dataset validation() {
        return examples(20);
    }

    /** A rate that falls with each epoch that is not far better, and a best epoch that is no later than the last. */
    static Settings settings() {
        return Settings.classification(EPOCHS)
                .withBatch(14)
                .withSeed(9)
                .with(new AdamW(), new Plateau(new Plateau.Rule(0.7, 0, 0.2, 0, 0), 0.02))
                .with(new Mixup(0.3))
                .with(new GradientNoise(0.01, 0.55))
                .with(new Ema(0.8))
                .with(new EarlyStopping(4));
    }

    /** All numbers that a training came to. */
    static List<double[]> numbers(Trained<?> trained) {
        record All(Object model, Object state) {}
        return Tree.leaves(new All(trained.model(), trained.state())).stream()
                .map(Tensor::toDoubles)
                .toList();
    }

    /** The history less its times. */
    static List<List<Object>> scores(Trained<?> trained) {
        return trained.history().stream()
                .map(epoch -> List.<Object>of(
                        epoch.epoch(), epoch.steps(), epoch.rate(), epoch.training(), epoch.validation()))
                .toList();
    }

    static Optional<Integer> firstDifference(Trained<?> one, Trained<?> other) {
        List<double[]> ones = numbers(one);
        List<double[]> others = numbers(other);
        for (int i = 0; i < ones.size(); i++) {
            if (!java.util.Arrays.equals(ones.get(i), others.get(i))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
