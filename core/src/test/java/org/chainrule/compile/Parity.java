package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.interpret.Interpreter;
import org.chainrule.runtime.Program;
import org.chainrule.threads.Workers;

/** Compares what compiled programs compute with the double-precision reference. */
final class Parity {
    private Parity() {}

    /** Normal random numbers, held as a constant. */
    static Tensor random(long seed, int... extents) {
        return Tensor.of(RandomKey.of(seed).normal(Shape.of(extents)).data());
    }

    /** Asserts that the compiled values are the reference's, to rounding; also where the memory is not fresh. */
    static void check(Tensor... outputs) {
        List<Node> nodes = Arrays.stream(outputs).map(Tensor::node).toList();
        List<Data> expected = Interpreter.oracle(nodes, Map.of());
        List<Data> actual = run(nodes, Workers.shared(), 2);
        for (int i = 0; i < nodes.size(); i++) {
            close(nodes.get(i), actual.get(i), expected.get(i));
        }
    }

    /** Compiles and runs, whatever the size of the graph. */
    static List<Data> run(List<Node> nodes, Workers workers) {
        return run(nodes, workers, 1);
    }

    /** From the second run on the arena holds what the run before left there. */
    private static List<Data> run(List<Node> nodes, Workers workers, int runs) {
        Program program = Compiler.compile(nodes, Map.of()).program();
        Object[] arrays = nodes.stream()
                .map(node -> node.dtype().newArray(node.shape().size()))
                .toArray();
        for (int run = 0; run < runs; run++) {
            Arrays.stream(arrays).forEach(Parity::soil);
            program.run(new Object[0], arrays, workers);
        }
        return java.util.stream.IntStream.range(0, arrays.length)
                .mapToObj(i -> new Data(nodes.get(i).type(), arrays[i]))
                .toList();
    }

    private static void soil(Object array) {
        switch (array) {
            case float[] floats -> Arrays.fill(floats, 7.7f);
            case double[] doubles -> Arrays.fill(doubles, 7.7);
            case int[] ints -> Arrays.fill(ints, 77);
            case long[] longs -> Arrays.fill(longs, 77);
            default -> throw new AssertionError(array.getClass());
        }
    }

    private static void close(Node node, Data actual, Data expected) {
        double tolerance = node.dtype() == DType.FLOAT64 ? 1e-10 : 2e-4;
        for (int i = 0; i < node.shape().size(); i++) {
            double got = actual.getDouble(i);
            double wanted = expected.getDouble(i);
            boolean same = Double.compare(got, wanted) == 0
                    || got == wanted
                    || Math.abs(got - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
            assertThat(same)
                    .as("%s at %d: compiled %s, reference %s", node, i, got, wanted)
                    .isTrue();
        }
    }
}
