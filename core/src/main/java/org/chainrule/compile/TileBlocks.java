package org.chainrule.compile;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.graph.Shape;
import org.chainrule.matmul.MatmulPlan;

/**
 * How rows are put together by a loop on a product's tiles, as the gradient of a bias is beside that of an activation: each block of
 * rows has partial results of its own, so tiles may come in any order, and these are put together afterwards. Tiles have whole blocks,
 * so the bits follow from the shape alone.
 */
final class TileBlocks {
    private static final int ROWS = MatmulPlan.PART_ROWS;
    /** Of fewer columns a loop of its own is as good. */
    private static final int LEAST_COLUMNS = 64;

    private TileBlocks() {}

    /** Whether a loop puts nothing together, or whole columns of a product's rows, of which there are whole blocks. */
    static boolean suit(Loop loop, Shape product) {
        int row = loop.extents().length - 2;
        return !loop.accumulates()
                || row >= 0
                        && loop.extents()[row] % ROWS == 0
                        && product.extent(-2) % ROWS == 0
                        && product.extent(-1) >= LEAST_COLUMNS
                        && loop.writes().stream()
                                .filter(write -> write.accumulated().isPresent())
                                .map(Loop.Write::address)
                                .allMatch(address -> address.offset() == 0
                                        && address.steps()[row] == 0
                                        && address.steps()[row + 1] == 1);
    }

    /** The loop with its last axis of rows parted into blocks, and what is put together in partial results side by side. */
    static Loop of(Loop loop) {
        if (!loop.accumulates()) {
            return loop;
        }
        int row = loop.extents().length - 2;
        int[] extents = insert(loop.extents(), row, loop.extents()[row] / ROWS);
        extents[row + 1] = ROWS;
        return new Loop(
                extents,
                loop.reads().stream()
                        .map(read -> read.at(parted(read.address(), row)))
                        .toList(),
                loop.writes().stream()
                        .map(write -> write.at(
                                write.accumulated().isPresent()
                                        ? partial(write, extents)
                                        : parted(write.address(), row)))
                        .toList(),
                loop.positions().stream().map(address -> parted(address, row)).toList(),
                loop.bounds(),
                loop.steps());
    }

    /** How many partial results of a write there are: a step of its buffer's length or more goes from one to another. */
    static int count(Loop parted, Loop.Write write) {
        int size = write.buffer().shape().size();
        int[] steps = write.address().steps();
        return IntStream.range(0, steps.length)
                .filter(axis -> steps[axis] >= size)
                .map(axis -> parted.extents()[axis])
                .reduce(1, Math::multiplyExact);
    }

    private static Address parted(Address address, int row) {
        return new Address(address.offset(), insert(address.steps(), row, address.steps()[row] * ROWS));
    }

    /** Partial results one after the other, along all axes whose places are put together but for the rows of a block. */
    private static Address partial(Loop.Write write, int... extents) {
        int row = extents.length - 2;
        int[] steps = insert(write.address().steps(), row, 0);
        int next = write.buffer().shape().size();
        for (int axis = row - 1; axis >= 0; axis--) {
            if (steps[axis] == 0) {
                steps[axis] = next;
                next *= extents[axis];
            }
        }
        return new Address(0, steps);
    }

    private static int[] insert(int[] numbers, int at, int number) {
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        System.arraycopy(numbers, at, more, at + 1, numbers.length - at);
        more[at] = number;
        return more;
    }
}
