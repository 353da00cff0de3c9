package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A routine on many examples, one after the other.
 *
 * @param one the routine on one example
 * @param perExample for each input whether its axis 0 counts the examples
 * @param count the number of examples
 */
public record EachExample(Routine one, List<Boolean> perExample, int count) implements Routine {
    public EachExample {
        perExample = List.copyOf(perExample);
    }

    /** The routine of a node on many examples, as a bundle or as the only result. */
    static Node of(Routine one, List<Batch> inputs, int count) {
        List<Boolean> perExample = inputs.stream().map(Batch::perExample).toList();
        return Node.of(
                new EachExample(one, perExample, count),
                inputs.stream().map(Batch::node).toList());
    }

    @Override
    public List<Type> results(List<Type> inputs) {
        return one.results(ofOne(inputs)).stream()
                .map(type -> new Type(Shape.of(count).append(type.shape()), type.dtype()))
                .toList();
    }

    private List<Type> ofOne(List<Type> inputs) {
        List<Type> types = new ArrayList<>(inputs);
        for (int i = 0; i < types.size(); i++) {
            if (perExample.get(i)) {
                types.set(
                        i,
                        new Type(inputs.get(i).shape().without(0), inputs.get(i).dtype()));
            }
        }
        return List.copyOf(types);
    }

    @Override
    public void run(List<Type> types, Object[] inputs, Object[] results) {
        List<Type> given = ofOne(types);
        List<Type> made = one.results(given);
        for (int example = 0; example < count; example++) {
            Object[] taken = new Object[inputs.length];
            for (int i = 0; i < taken.length; i++) {
                int size = given.get(i).shape().size();
                taken[i] = given.get(i).dtype().newArray(size);
                System.arraycopy(inputs[i], perExample.get(i) ? example * size : 0, taken[i], 0, size);
            }
            Object[] computed = made.stream()
                    .map(type -> type.dtype().newArray(type.shape().size()))
                    .toArray();
            one.run(given, taken, computed);
            for (int i = 0; i < computed.length; i++) {
                int size = made.get(i).shape().size();
                System.arraycopy(computed[i], 0, results[i], example * size, size);
            }
        }
    }

    @Override
    public boolean differentiable(int input) {
        return one.differentiable(input);
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        throw none("gradient", node);
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        throw none("tangent", node);
    }

    private DerivativeException none(String derivative, Node node) {
        return new DerivativeException(
                one.toString(),
                "a routine that runs example by example has no " + derivative + ", at " + node.source(),
                "differentiate first, then batch");
    }

    static List<Sample> samples() {
        HostCall parity = (HostCall) HostCall.samples().getFirst().op();
        return List.of(Sample.of(new EachExample(parity, List.of(true), 3), Domain.INTEGERS.input(3, 2)));
    }

    @Override
    public String toString() {
        return one + " of each of " + count;
    }
}
