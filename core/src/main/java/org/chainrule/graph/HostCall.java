package org.chainrule.graph;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A user's code over arrays of doubles: whatever the dtype of an input, its elements are given as doubles, and each
 * result is rounded to its own dtype. It has no derivative of its own; whoever calls it states one around it.
 *
 * @param name for errors and explanations
 * @param signature the types of the results for those of the inputs
 * @param kernel the code
 */
public record HostCall(String name, UnaryOperator<List<Type>> signature, Kernel kernel) implements Routine {
    /** Code over arrays of doubles, in row-major order. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * @param inputs the elements of each input
         * @param results zeros for each result, to be filled
         */
        void run(List<Type> inputTypes, List<double[]> inputs, List<Type> resultTypes, List<double[]> results);
    }

    @Override
    public List<Type> results(List<Type> inputs) {
        List<Type> results = List.copyOf(signature.apply(inputs));
        if (results.isEmpty()) {
            throw new ShapeException(name, "no results", "an operation has at least one");
        }
        return results;
    }

    @Override
    public void run(List<Type> types, Object[] inputs, Object[] results) {
        List<Type> resultTypes = results(types);
        List<double[]> given = IntStream.range(0, inputs.length)
                .mapToObj(i -> new Data(types.get(i), inputs[i]).toDoubles())
                .toList();
        List<double[]> computed = resultTypes.stream()
                .map(type -> new double[type.shape().size()])
                .toList();
        kernel.run(types, given, resultTypes, computed);
        for (int i = 0; i < results.length; i++) {
            round(computed.get(i), results[i], resultTypes.get(i).dtype() == DType.BOOL);
        }
    }

    private static void round(double[] from, Object to, boolean flags) {
        for (int i = 0; i < from.length; i++) {
            switch (to) {
                case float[] floats -> floats[i] = (float) from[i];
                case double[] doubles -> doubles[i] = from[i];
                case int[] ints -> ints[i] = flags ? (from[i] != 0 ? 1 : 0) : (int) from[i];
                case long[] longs -> longs[i] = (long) from[i];
                default -> throw new AssertionError(to.getClass());
            }
        }
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        throw new DerivativeException(
                name,
                "code over arrays has no gradient of its own, at " + node.source(),
                "give the operation a backward");
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        throw new DerivativeException(
                name,
                "code over arrays has no tangent of its own, at " + node.source(),
                "give the operation a tangent, or write its backward from tensors");
    }

    static List<Sample> samples() {
        HostCall parity = new HostCall(
                "parity",
                inputs -> List.of(new Type(inputs.getFirst().shape(), DType.BOOL)),
                (_, inputs, _, results) ->
                        java.util.Arrays.setAll(results.getFirst(), i -> Math.abs(inputs.getFirst()[i] % 2)));
        return List.of(Sample.of(parity, Domain.INTEGERS.input(2, 3)));
    }

    @Override
    public String toString() {
        return name;
    }
}
