package org.chainrule.bench.tfjava;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.bench.protocol.Transformer;
import org.chainrule.bench.protocol.Transformer.Part;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W7, with queries, keys and values in one product. */
final class TransformerWorkload {
    private static final double EPSILON = 1e-5;

    private final Transformer task;
    private final Model model;
    private final Ops tf;
    private final Operand<TFloat32> future;

    private TransformerWorkload(Transformer task, Model model) {
        this.task = task;
        this.model = model;
        this.tf = model.tf;
        float[][] mask = new float[task.steps()][task.steps()];
        for (int i = 0; i < task.steps(); i++) {
            Arrays.fill(mask[i], i + 1, task.steps(), -1e9f);
        }
        this.future = tf.constant(mask);
    }

    static Training of(Transformer task, Model model, int threads) {
        int positions = task.batch() * task.steps();
        Placeholder<TInt32> ids = model.integerInput(positions);
        Placeholder<TInt32> labels = model.integerInput(positions);
        Operand<TFloat32> loss =
                model.crossEntropy(new TransformerWorkload(task, model).scores(ids), labels, task.tokens());
        return Training.of(
                model,
                threads,
                List.of(List.of(
                        new Training.Feed(ids, Model.integers(task.ids(), positions)),
                        new Training.Feed(labels, Model.integers(task.labels(), positions)))),
                Updates.adamW(task.rate(), task.decay(), model, loss),
                loss);
    }

    /** Of each position, [batch·steps, tokens]. */
    private Operand<TFloat32> scores(Operand<TInt32> ids) {
        Operand<TFloat32> tokens = model.parameter(task.tokenTable(), task.tokens(), task.width());
        Operand<TFloat32> positions = model.parameter(task.positionTable(), task.steps(), task.width());
        Operand<TFloat32> looked = shaped(tf.gather(tokens, ids, tf.constant(0)), -1, task.steps(), task.width());
        Operand<TFloat32> x = shaped(tf.math.add(looked, positions), -1, task.width());
        for (int block = 0; block < task.blocks(); block++) {
            x = tf.math.add(x, attention(block, normalized(x)));
            x = tf.math.add(x, linear(block, Part.DOWN, gelu(linear(block, Part.UP, normalized(x)))));
        }
        return model.linear(normalized(x), task.headWeight(), task.headBias());
    }

    private Operand<TFloat32> attention(int block, Operand<TFloat32> x) {
        Operand<TInt32> headsFirst = tf.constant(new int[] {0, 2, 1, 3});
        int narrow = task.width() / task.heads();
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (Output<TFloat32> part :
                tf.split(tf.constant(1), projections(block, x), 3L).output()) {
            parts.add(tf.linalg.transpose(shaped(part, task.batch(), task.steps(), task.heads(), narrow), headsFirst));
        }
        Operand<TFloat32> scores =
                tf.train.batchMatMul(parts.get(0), parts.get(1), TFloat32.class, BatchMatMul.adjY(true));
        Operand<TFloat32> weights =
                tf.nn.softmax(tf.math.add(tf.math.mul(scores, model.number(1 / Math.sqrt(narrow))), future));
        Operand<TFloat32> heard = tf.train.batchMatMul(weights, parts.get(2), TFloat32.class);
        return linear(block, Part.OUTPUT, shaped(tf.linalg.transpose(heard, headsFirst), -1, task.width()));
    }

    /** Queries, keys and values side by side. */
    private Operand<TFloat32> projections(int block, Operand<TFloat32> x) {
        int width = task.width();
        float[] weight = new float[3 * width * width];
        float[] bias = new float[3 * width];
        List<Part> parts = List.of(Part.QUERY, Part.KEY, Part.VALUE);
        for (int part = 0; part < parts.size(); part++) {
            float[] own = task.weight(block, parts.get(part));
            for (int row = 0; row < width; row++) {
                System.arraycopy(own, row * width, weight, (row * parts.size() + part) * width, width);
            }
            System.arraycopy(task.bias(block, parts.get(part)), 0, bias, part * width, width);
        }
        return model.linear(x, weight, bias);
    }

    private Operand<TFloat32> linear(int block, Part part, Operand<TFloat32> x) {
        return model.linear(x, task.weight(block, part), task.bias(block, part));
    }

    private Operand<TFloat32> normalized(Operand<TFloat32> x) {
        Operand<TFloat32> apart = tf.math.sub(x, mean(x));
        Operand<TFloat32> variance = mean(tf.math.square(apart));
        Operand<TFloat32> standard = tf.math.mul(apart, tf.math.rsqrt(tf.math.add(variance, model.number(EPSILON))));
        float[] ones = new float[task.width()];
        Arrays.fill(ones, 1);
        return tf.math.add(
                tf.math.mul(standard, model.parameter(ones, task.width())),
                model.parameter(new float[task.width()], task.width()));
    }

    private Operand<TFloat32> mean(Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(1), org.tensorflow.op.math.Mean.keepDims(true));
    }

    private Operand<TFloat32> gelu(Operand<TFloat32> x) {
        Operand<TFloat32> below =
                tf.math.add(model.number(1), tf.math.erf(tf.math.mul(x, model.number(Math.sqrt(0.5)))));
        return tf.math.mul(tf.math.mul(x, model.number(0.5)), below);
    }

    private Operand<TFloat32> shaped(Operand<TFloat32> x, int... extents) {
        return tf.reshape(x, tf.constant(extents));
    }
}
