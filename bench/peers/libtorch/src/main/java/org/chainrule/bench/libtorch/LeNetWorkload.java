package org.chainrule.bench.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.LeNet;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Workload;

/** W4. */
final class LeNetWorkload implements Workload {
    private final List<Conv2dImpl> convolutions = new ArrayList<>();
    private final List<LinearImpl> layers = new ArrayList<>();
    private final Tensor images;
    private final Tensor labels;
    private final Adam adam;

    LeNetWorkload(LeNet task) {
        TensorVector parameters = new TensorVector();
        for (int i = 0; i < 2; i++) {
            Conv2dImpl convolution = convolution(task, i);
            convolutions.add(convolution);
            parameters.push_back(convolution.weight());
            parameters.push_back(convolution.bias());
        }
        for (int layer = 0; layer < LeNet.WIDTHS.length - 1; layer++) {
            LinearImpl linear = linear(task, layer);
            layers.add(linear);
            parameters.push_back(linear.weight());
            parameters.push_back(linear.bias());
        }
        adam = new Adam(parameters, new AdamOptions(task.rate()));
        images = Tensors.of(task.images(), task.batch(), 1, LeNet.IMAGE, LeNet.IMAGE);
        labels = Tensors.of(task.labels());
    }

    private static Conv2dImpl convolution(LeNet task, int number) {
        int inputs = LeNet.CHANNELS[number];
        int outputs = LeNet.CHANNELS[number + 1];
        LongPointer window = new LongPointer(LeNet.WINDOW, LeNet.WINDOW);
        Conv2dImpl convolution = new Conv2dImpl(new Conv2dOptions(inputs, outputs, window));
        try (NoGradGuard noGradients = new NoGradGuard()) {
            convolution.weight().copy_(Tensors.of(task.filters(number), outputs, inputs, LeNet.WINDOW, LeNet.WINDOW));
            convolution.bias().copy_(Tensors.of(task.filterBias(number), outputs));
        }
        return convolution;
    }

    private static LinearImpl linear(LeNet task, int layer) {
        int inputs = LeNet.WIDTHS[layer];
        int outputs = LeNet.WIDTHS[layer + 1];
        LinearImpl linear = new LinearImpl(inputs, outputs);
        try (NoGradGuard noGradients = new NoGradGuard()) {
            linear.weight().copy_(Tensors.of(Numbers.transposed(task.weight(layer), inputs, outputs), outputs, inputs));
            linear.bias().copy_(Tensors.of(task.bias(layer), outputs));
        }
        return linear;
    }

    @Override
    public void step() {
        try (PointerScope scope = new PointerScope()) {
            train();
        }
    }

    @Override
    public double[] observedStep() {
        try (PointerScope scope = new PointerScope()) {
            return new double[] {train().item_float()};
        }
    }

    private Tensor train() {
        adam.zero_grad();
        Tensor activity = images;
        for (Conv2dImpl convolution : convolutions) {
            activity = torch.max_pool2d(convolution.forward(activity).relu(), 2, 2);
        }
        activity = activity.reshape(images.size(0), LeNet.WIDTHS[0]);
        for (int layer = 0; layer < layers.size() - 1; layer++) {
            activity = layers.get(layer).forward(activity).relu();
        }
        Tensor loss = torch.cross_entropy_loss(layers.getLast().forward(activity), labels);
        loss.backward();
        adam.step();
        return loss;
    }
}
