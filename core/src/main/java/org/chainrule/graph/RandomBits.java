package org.chainrule.graph;

import java.util.List;

/**
 * Counter-based random bits: {@code bits = threefry(key, counter)}, so the same key gives the same numbers whatever the
 * threads. The inputs are the two halves of the key and the counter, all int32. See {@link Threefry}.
 */
public enum RandomBits implements Elementwise {
    RANDOM_BITS;

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public Type infer(List<Type> inputs) {
        for (Type input : inputs) {
            if (input.dtype() != DType.INT32) {
                throw new DTypeException("random bits: key and counter are int32, not " + input);
            }
        }
        return new Type(commonShape(inputs), DType.INT32);
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return Threefry.bits(lanes, inputs.get(0), inputs.get(1), inputs.get(2));
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Node local(Node node, int input) {
        throw new AssertionError("not differentiable");
    }

    static List<Sample> samples() {
        return List.of(Sample.of(
                RANDOM_BITS, Domain.INTEGERS.input(2, 3), Domain.INTEGERS.input(2, 3), Domain.INTEGERS.input(2, 3)));
    }
}
