package org.chainrule.bench.tfjava;

import java.util.List;
import org.chainrule.bench.protocol.LeNet;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W4, with channels last: the layout of TensorFlow's own kernels on processors. */
final class LeNetWorkload {
    private LeNetWorkload() {}

    static Training of(LeNet task, Model model, int threads) {
        Ops tf = model.tf;
        Placeholder<TFloat32> inputs = model.floatInput(task.batch(), LeNet.IMAGE, LeNet.IMAGE, 1);
        Placeholder<TInt32> classes = model.integerInput(task.batch());
        Operand<TFloat32> activity = inputs;
        for (int convolution = 0; convolution < 2; convolution++) {
            activity = convolved(task, convolution, activity, model);
        }
        activity = tf.reshape(activity, tf.constant(new int[] {task.batch(), LeNet.WIDTHS[0]}));
        int layers = LeNet.WIDTHS.length - 1;
        for (int layer = 0; layer < layers; layer++) {
            float[] weight = layer == 0 ? rowsChannelsLast(task.weight(0)) : task.weight(layer);
            activity = model.linear(activity, weight, task.bias(layer));
            activity = layer == layers - 1 ? activity : tf.nn.relu(activity);
        }
        Operand<TFloat32> loss = model.crossEntropy(activity, classes, LeNet.WIDTHS[layers]);
        return Training.of(
                model,
                threads,
                List.of(List.of(
                        new Training.Feed(
                                inputs, Model.floats(task.images(), task.batch(), LeNet.IMAGE, LeNet.IMAGE, 1)),
                        new Training.Feed(classes, Model.integers(task.labels(), task.batch())))),
                Updates.adam(task.rate(), model, loss),
                loss);
    }

    /** A convolution with its bias, ReLU, and the largest of 2×2. */
    private static Operand<TFloat32> convolved(LeNet task, int convolution, Operand<TFloat32> x, Model model) {
        Ops tf = model.tf;
        Variable<TFloat32> filters = model.parameter(
                channelsLast(task, convolution),
                LeNet.WINDOW,
                LeNet.WINDOW,
                LeNet.CHANNELS[convolution],
                LeNet.CHANNELS[convolution + 1]);
        Variable<TFloat32> bias = model.parameter(task.filterBias(convolution), LeNet.CHANNELS[convolution + 1]);
        Operand<TFloat32> filtered = tf.nn.conv2d(x, filters, List.of(1L, 1L, 1L, 1L), "VALID");
        Operand<TInt32> windows = tf.constant(new int[] {1, 2, 2, 1});
        return tf.nn.maxPool(tf.nn.relu(tf.nn.biasAdd(filtered, bias)), windows, windows, "VALID");
    }

    /** [outputs, inputs, row, column] to [row, column, inputs, outputs]. */
    private static float[] channelsLast(LeNet task, int convolution) {
        float[] filters = task.filters(convolution);
        int inputs = LeNet.CHANNELS[convolution];
        int outputs = LeNet.CHANNELS[convolution + 1];
        int places = LeNet.WINDOW * LeNet.WINDOW;
        float[] result = new float[filters.length];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int place = 0; place < places; place++) {
                    result[(place * inputs + input) * outputs + output] =
                            filters[(output * inputs + input) * places + place];
                }
            }
        }
        return result;
    }

    /** Rows in the order [channel, place] to [place, channel]. */
    private static float[] rowsChannelsLast(float[] weight) {
        int channels = LeNet.CHANNELS[2];
        int places = LeNet.LEFT * LeNet.LEFT;
        int width = LeNet.WIDTHS[1];
        float[] result = new float[weight.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int place = 0; place < places; place++) {
                System.arraycopy(
                        weight,
                        (channel * places + place) * width,
                        result,
                        (place * channels + channel) * width,
                        width);
            }
        }
        return result;
    }
}
