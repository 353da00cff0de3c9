package org.chainrule.bench.tfjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A graph in the making, with the initial values of its variables. */
final class Model {
    private record Initial(Placeholder<TFloat32> placeholder, TFloat32 value) {}

    private final Graph graph = new Graph();
    private final Map<Op, Initial> initials = new LinkedHashMap<>();
    private final List<Variable<TFloat32>> parameters = new ArrayList<>();
    final Ops tf = Ops.create(graph);

    Operand<TFloat32> number(double value) {
        return tf.constant((float) value);
    }

    /** A variable, whose first value is fed rather than kept in the graph as a constant. */
    Variable<TFloat32> variable(float[] values, long... shape) {
        Shape extents = Shape.of(shape);
        Variable<TFloat32> variable = tf.variable(extents, TFloat32.class);
        Placeholder<TFloat32> placeholder = tf.placeholder(TFloat32.class, Placeholder.shape(extents));
        initials.put(tf.assign(variable, placeholder), new Initial(placeholder, floats(values, shape)));
        return variable;
    }

    Variable<TFloat32> zeros(Shape shape) {
        return variable(new float[(int) shape.size()], shape.asArray());
    }

    Placeholder<TFloat32> floatInput(long... shape) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    Placeholder<TInt32> integerInput(long... shape) {
        return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(shape)));
    }

    /** x·W + b, with weights [inputs, outputs] row by row. */
    Operand<TFloat32> linear(Operand<TFloat32> x, float[] weight, float[] bias) {
        Variable<TFloat32> w = parameter(weight, weight.length / bias.length, bias.length);
        return tf.nn.biasAdd(tf.linalg.matMul(x, w), parameter(bias, bias.length));
    }

    /** A variable that is trained. */
    Variable<TFloat32> parameter(float[] values, long... shape) {
        Variable<TFloat32> variable = variable(values, shape);
        parameters.add(variable);
        return variable;
    }

    /** The variables that are trained, in the order in which they were made. */
    List<Variable<TFloat32>> parameters() {
        return List.copyOf(parameters);
    }

    /** The mean of the softmax cross-entropy. The sparse form of the loss has no gradient in the C++ registry; the one-hot form has. */
    Operand<TFloat32> crossEntropy(Operand<TFloat32> scores, Operand<TInt32> labels, int classes) {
        Operand<TFloat32> targets = tf.oneHot(labels, tf.constant(classes), number(1), number(0));
        return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(scores, targets).loss(), tf.constant(0));
    }

    /** The graph in a session, its variables initialized. */
    Session start(int threads) {
        ConfigProto configuration = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
        Session session = new Session(graph, configuration);
        Session.Runner runner = session.runner();
        initials.forEach(
                (assignment, initial) -> runner.addTarget(assignment).feed(initial.placeholder(), initial.value()));
        runner.run().close();
        initials.values().forEach(initial -> initial.value().close());
        initials.clear();
        return session;
    }

    static TFloat32 floats(float[] values, long... shape) {
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
    }

    static TInt32 integers(int[] values, long... shape) {
        return TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values));
    }

    static float[] toFloats(TFloat32 tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.copyTo(DataBuffers.of(values));
        return values;
    }
}
