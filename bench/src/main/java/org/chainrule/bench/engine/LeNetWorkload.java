package org.chainrule.bench.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.LeNet;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;

/** W4. */
final class LeNetWorkload {
    /** A convolution with its bias, ReLU, and the largest of 2×2. */
    record Filters(Tensor weight, Tensor bias) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            Tensor y = x.conv2d(weight).add(bias.reshape(-1, 1, 1));
            return y.relu().maxPool2d(Pooling.of(2, 2));
        }
    }

    record Model(Filters first, Filters second, Mlp rest) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return rest.apply(second.apply(first.apply(x)));
        }
    }

    private LeNetWorkload() {}

    static Outcome of(LeNet task) {
        Tensor images = Tensor.of(task.images(), Shape.of(task.batch(), 1, LeNet.IMAGE, LeNet.IMAGE));
        return new TrainingWorkload<>(
                new Model(filters(task, 0), filters(task, 1), layers(task)),
                new Adam(),
                task.rate(),
                List.of(new TrainingWorkload.Batch(images, Tensor.of(task.labels()))),
                (model, batch) -> new SoftmaxCrossEntropy().of(model.apply(batch.inputs()), batch.labels()));
    }

    private static Filters filters(LeNet task, int convolution) {
        Shape shape =
                Shape.of(LeNet.CHANNELS[convolution + 1], LeNet.CHANNELS[convolution], LeNet.WINDOW, LeNet.WINDOW);
        return new Filters(Tensor.of(task.filters(convolution), shape), Tensor.of(task.filterBias(convolution)));
    }

    private static Mlp layers(LeNet task) {
        List<Dense> layers = IntStream.range(0, LeNet.WIDTHS.length - 1)
                .mapToObj(layer -> new Dense(
                        Tensor.of(task.weight(layer), Shape.of(LeNet.WIDTHS[layer], LeNet.WIDTHS[layer + 1])),
                        Tensor.of(task.bias(layer))))
                .toList();
        return new Mlp(layers, Activation.RELU);
    }
}
