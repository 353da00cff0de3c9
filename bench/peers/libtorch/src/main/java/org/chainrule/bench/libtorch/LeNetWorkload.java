package org.chainrule.bench.libtorch;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.LeNet;

/** W4. */
final class LeNetWorkload {
    private final List<Conv2dImpl> convolutions;
    private final List<LinearImpl> layers;
    private final Tensor images;
    private final Tensor labels;

    private LeNetWorkload(LeNet task) {
        convolutions = IntStream.range(0, 2)
                .mapToObj(number -> convolution(task, number))
                .toList();
        layers = IntStream.range(0, LeNet.WIDTHS.length - 1)
                .mapToObj(layer -> Parameters.linear(task.weight(layer), task.bias(layer)))
                .toList();
        images = Tensors.of(task.images(), task.batch(), 1, LeNet.IMAGE, LeNet.IMAGE);
        labels = Tensors.of(task.labels());
    }

    static Training of(LeNet task) {
        LeNetWorkload workload = new LeNetWorkload(task);
        return Training.adam(
                workload::loss,
                Parameters.of(Stream.concat(workload.convolutions.stream(), workload.layers.stream())
                        .toList()),
                task.rate());
    }

    private static Conv2dImpl convolution(LeNet task, int number) {
        int inputs = LeNet.CHANNELS[number];
        int outputs = LeNet.CHANNELS[number + 1];
        LongPointer window = new LongPointer(LeNet.WINDOW, LeNet.WINDOW);
        Conv2dImpl convolution = new Conv2dImpl(new Conv2dOptions(inputs, outputs, window));
        Parameters.set(
                convolution.weight(), Tensors.of(task.filters(number), outputs, inputs, LeNet.WINDOW, LeNet.WINDOW));
        Parameters.set(convolution.bias(), Tensors.of(task.filterBias(number), outputs));
        return convolution;
    }

    private Tensor loss() {
        Tensor activity = images;
        for (Conv2dImpl convolution : convolutions) {
            activity = torch.max_pool2d(convolution.forward(activity).relu(), 2, 2);
        }
        activity = activity.reshape(images.size(0), LeNet.WIDTHS[0]);
        for (LinearImpl layer : layers.subList(0, layers.size() - 1)) {
            activity = layer.forward(activity).relu();
        }
        return torch.cross_entropy_loss(layers.getLast().forward(activity), labels);
    }
}
