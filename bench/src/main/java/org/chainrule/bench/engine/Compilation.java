package org.chainrule.bench.engine;

import java.util.List;
import java.util.Locale;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Topology;

/**
 * How long graphs of growing size take to compile: value and gradient of a deep stack of normalised residual blocks, each with
 * constants of its own, so that no two blocks are one.
 */
final class Compilation {
    private static final int SMALLEST = 2_500;
    private static final int LARGEST = 40_000;

    private Compilation() {}

    public static void main(String... arguments) {
        Tensor x = Tensor.of(new float[32 * 24], Shape.of(32, 24));
        compile(x, blocks(x, SMALLEST / 4));
        for (int nodes = SMALLEST; nodes <= LARGEST; nodes *= 2) {
            int blocks = blocks(x, nodes);
            System.out.printf(
                    Locale.ROOT, "compile %6d nodes  %.2f s%n", size(gradient(x, blocks)), compile(x, blocks));
        }
    }

    private static double compile(Tensor x, int blocks) {
        long begin = System.nanoTime();
        Compiled.of((Tensor at) -> gradient(at, blocks)).explain(x);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** How many blocks make a graph of about so many nodes. */
    private static int blocks(Tensor x, int nodes) {
        int few = 8;
        return nodes * few / size(gradient(x, few));
    }

    private static int size(Tensor result) {
        return Topology.of(List.of(result.node())).size();
    }

    private static Tensor gradient(Tensor x, int blocks) {
        Tensor y = x;
        for (int block = 0; block < blocks; block++) {
            Tensor centred = y.sub(y.mean(1).reshape(-1, 1));
            Tensor scale = centred.square().mean(1).add(1e-5).sqrt().reshape(-1, 1);
            y = y.add(centred.div(scale).mul(0.5 + block * 1e-6).tanh());
        }
        return Gradient.of(y.square().mean()).at(x);
    }
}
