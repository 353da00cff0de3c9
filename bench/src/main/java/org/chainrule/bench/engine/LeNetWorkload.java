package org.chainrule.bench.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.LeNet;
import org.chainrule.bench.protocol.Workload;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;

/** W4. */
final class LeNetWorkload implements Workload {
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

    record Training(Model model, OptimizerState<Model> optimizer) {}

    record Batch(Tensor images, Tensor labels) {}

    private final Batch batch;
    private final CompiledLoop<Training, Batch, Tensor> loop;

    private LeNetWorkload(Batch batch, CompiledLoop<Training, Batch, Tensor> loop) {
        this.batch = batch;
        this.loop = loop;
    }

    static Workload of(LeNet task) {
        Model model = new Model(filters(task, 0), filters(task, 1), layers(task));
        Optimizer optimizer = new Adam();
        Tensor rate = Tensor.scalar(task.rate());
        Tensor images = Tensor.of(task.images(), Shape.of(task.batch(), 1, LeNet.IMAGE, LeNet.IMAGE));
        return new LeNetWorkload(
                new Batch(images, Tensor.of(task.labels())),
                CompiledLoop.of(new Training(model, optimizer.initial(model)), (before, given) -> {
                    Tensor loss = new SoftmaxCrossEntropy().of(before.model().apply(given.images()), given.labels());
                    Model gradients = Gradient.of(loss).at(before.model());
                    Optimizer.Updated<Model> after =
                            optimizer.update(before.model(), gradients, before.optimizer(), rate);
                    return new CompiledLoop.Next<>(new Training(after.model(), after.state()), loss);
                }));
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

    @Override
    public void step() {
        loop.step(batch);
    }

    @Override
    public double[] observedStep() {
        return new double[] {loop.step(batch).item()};
    }
}
