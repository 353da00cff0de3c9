package org.chainrule.bench.tfjava;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.bench.protocol.LeNet;
import org.chainrule.bench.protocol.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W4, with channels last: the layout of TensorFlow's own kernels on processors. */
record LeNetWorkload(
        Session session,
        Placeholder<TFloat32> inputs,
        TFloat32 images,
        Placeholder<TInt32> classes,
        TInt32 labels,
        List<Op> updates,
        Operand<TFloat32> loss)
        implements Workload {

    static Workload of(LeNet task, Model model, int threads) {
        Ops tf = model.tf;
        Placeholder<TFloat32> inputs =
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(task.batch(), LeNet.IMAGE, LeNet.IMAGE, 1)));
        Placeholder<TInt32> classes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(task.batch())));
        List<Variable<TFloat32>> parameters = new ArrayList<>();
        Operand<TFloat32> activity = inputs;
        for (int convolution = 0; convolution < 2; convolution++) {
            Variable<TFloat32> filters = model.variable(
                    channelsLast(task, convolution),
                    LeNet.WINDOW,
                    LeNet.WINDOW,
                    LeNet.CHANNELS[convolution],
                    LeNet.CHANNELS[convolution + 1]);
            Variable<TFloat32> bias = model.variable(task.filterBias(convolution), LeNet.CHANNELS[convolution + 1]);
            parameters.addAll(List.of(filters, bias));
            Operand<TFloat32> filtered = tf.nn.conv2d(activity, filters, List.of(1L, 1L, 1L, 1L), "VALID");
            Operand<TInt32> windows = tf.constant(new int[] {1, 2, 2, 1});
            activity = tf.nn.maxPool(tf.nn.relu(tf.nn.biasAdd(filtered, bias)), windows, windows, "VALID");
        }
        activity = tf.reshape(activity, tf.constant(new int[] {task.batch(), LeNet.WIDTHS[0]}));
        for (int layer = 0; layer < LeNet.WIDTHS.length - 1; layer++) {
            float[] values = layer == 0 ? rowsChannelsLast(task.weight(0)) : task.weight(layer);
            Variable<TFloat32> weight = model.variable(values, LeNet.WIDTHS[layer], LeNet.WIDTHS[layer + 1]);
            Variable<TFloat32> bias = model.variable(task.bias(layer), LeNet.WIDTHS[layer + 1]);
            parameters.addAll(List.of(weight, bias));
            activity = tf.nn.biasAdd(tf.linalg.matMul(activity, weight), bias);
            activity = layer == LeNet.WIDTHS.length - 2 ? activity : tf.nn.relu(activity);
        }
        Operand<TFloat32> targets = tf.oneHot(classes, tf.constant(10), model.number(1), model.number(0));
        Operand<TFloat32> loss = tf.math.mean(
                tf.nn.softmaxCrossEntropyWithLogits(activity, targets).loss(), tf.constant(0));
        Gradients gradients = tf.gradients(loss, parameters);
        Updates.Adam adam = new Updates.Adam(task.rate(), model, gradients);
        for (int i = 0; i < parameters.size(); i++) {
            adam.dense(parameters.get(i), gradients.dy(i));
        }
        List<Op> updates = adam.finish();
        return new LeNetWorkload(
                model.start(threads),
                inputs,
                Model.floats(task.images(), task.batch(), LeNet.IMAGE, LeNet.IMAGE, 1),
                classes,
                Model.integers(task.labels(), task.batch()),
                updates,
                loss);
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

    private Session.Runner runner() {
        Session.Runner runner = session.runner().feed(inputs, images).feed(classes, labels);
        updates.forEach(runner::addTarget);
        return runner;
    }

    @Override
    public void step() {
        runner().run().close();
    }

    @Override
    public double[] observedStep() {
        try (Result result = runner().fetch(loss).run()) {
            return new double[] {((TFloat32) result.get(0)).getFloat()};
        }
    }

    @Override
    public void close() {
        session.close();
        images.close();
        labels.close();
    }
}
