package org.chainrule.compile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.DType;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Step;

/** A straight-line program in the making, with what it refers to. What is the same is there once. */
final class LoopCode {
    private final DType positionType;
    private final LinkedHashMap<Step, Integer> steps = new LinkedHashMap<>();
    private final LinkedHashMap<Loop.Read, Integer> reads = new LinkedHashMap<>();
    private final LinkedHashMap<Address, Integer> positions = new LinkedHashMap<>();
    private final LinkedHashMap<Integer, Integer> bounds = new LinkedHashMap<>();

    /** @param positionType the dtype of positions: as wide as what is computed with them */
    LoopCode(DType positionType) {
        this.positionType = positionType;
    }

    DType positionType() {
        return positionType;
    }

    int length() {
        return steps.size();
    }

    /** The loop of this program. */
    Loop loop(int[] extents, List<Loop.Write> writes) {
        return new Loop(
                extents,
                List.copyOf(reads.keySet()),
                writes,
                List.copyOf(positions.keySet()),
                List.copyOf(bounds.keySet()),
                List.copyOf(steps.keySet()));
    }

    /** The slice of a table whose number is read at an address, which does not move along the columns. */
    Loop.LookUp lookUp(Node indices, Address address, int stride, int extent) {
        Loop.Read index = new Loop.Read(indices, address);
        number(reads, index);
        return new Loop.LookUp(index, number(bounds, stride), extent);
    }

    int load(Loop.Read read, int mask) {
        return step(new Step.Load(number(reads, read), mask));
    }

    /** A constant of the code if it tends to belong to a formula, or else a number of the launch. */
    int literal(Leaf.Literal literal) {
        double value = literal.value();
        boolean plain = Math.abs(value) <= 1 && value == Math.rint(value) || !Double.isFinite(value);
        if (plain || !literal.dtype().isFloating()) {
            return step(new Step.Literal(literal.dtype(), value, literal.whole()));
        }
        if (literal.dtype() == DType.FLOAT32) {
            return step(new Step.Coefficient(
                    List.of(number(bounds, Float.floatToRawIntBits((float) value))), DType.FLOAT32));
        }
        long bits = Double.doubleToRawLongBits(value);
        return step(new Step.Coefficient(
                List.of(number(bounds, (int) (bits >>> Integer.SIZE)), number(bounds, (int) bits)), DType.FLOAT64));
    }

    /** The mask of two, of which either may be none. */
    int both(int a, int b) {
        return a == Step.NO_MASK ? b : apply(Binary.AND, a, b);
    }

    /** Whether an affine number lies from 0 to an extent. */
    int within(Address address, int extent) {
        int position = position(address);
        int zero = step(new Step.Literal(positionType, 0, 0));
        int end = step(new Step.Bound(number(bounds, extent), positionType));
        return both(apply(Comparison.LESS_EQUAL, zero, position), apply(Comparison.LESS, position, end));
    }

    /** An affine number of the place. */
    int position(Address address) {
        int[] steps = address.steps();
        boolean perRow = steps.length == 0 || steps[steps.length - 1] == 0;
        return step(new Step.Position(number(positions, address), positionType, perRow));
    }

    int apply(Elementwise op, int... arguments) {
        return step(new Step.Apply(op, Arrays.stream(arguments).boxed().toList()));
    }

    int step(Step step) {
        return number(steps, step);
    }

    private static <T> int number(Map<T, Integer> numbers, T thing) {
        return numbers.computeIfAbsent(thing, fresh -> numbers.size());
    }
}
