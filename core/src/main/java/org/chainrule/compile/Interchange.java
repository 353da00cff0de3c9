package org.chainrule.compile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.kernel.Step;

/**
 * Another order of a loop's axes where the last is too short to fill a vector, as the windows of a pooling are: a longer one becomes the
 * columns. No value depends on the order where nothing is put together.
 */
final class Interchange {
    /** So many columns are enough. */
    private static final int ENOUGH = 8;

    private Interchange() {}

    static Loop of(Loop loop) {
        int last = loop.extents().length - 1;
        if (last < 1
                || loop.lookUps().findAny().isPresent()
                || loop.dependsOnColumns()
                || loop.accumulates()
                || Grid.of(loop, false).columns() >= ENOUGH) {
            return loop;
        }
        // the innermost that will do: its elements lie closest together
        int columns = IntStream.rangeClosed(0, last)
                .filter(axis -> loop.extents()[axis] >= ENOUGH)
                .max()
                .orElse(last);
        int[] order = Stream.concat(
                        IntStream.rangeClosed(0, last)
                                .filter(axis -> axis != columns)
                                .boxed(),
                        Stream.of(columns))
                .mapToInt(Integer::intValue)
                .toArray();
        return columns == last ? loop : reordered(loop, order);
    }

    /**
     * The same loop with its rows in the order in which a product's lie, if one of them reads the product so; empty where columns would
     * become rows.
     *
     * @param product where the loop reads the product
     */
    static Optional<Loop> inOrderOf(Loop loop, Address product) {
        int last = loop.extents().length - 1;
        int[] order = IntStream.rangeClosed(0, last)
                .boxed()
                .sorted(Comparator.comparingInt(axis -> -product.steps()[axis]))
                .mapToInt(Integer::intValue)
                .toArray();
        return last > 0 && order[last] == last ? Optional.of(reordered(loop, order)) : Optional.empty();
    }

    private static Loop reordered(Loop loop, int... order) {
        List<Address> positions = loop.positions().stream()
                .map(address -> reordered(address, order))
                .toList();
        return new Loop(
                Arrays.stream(order).map(axis -> loop.extents()[axis]).toArray(),
                loop.reads().stream()
                        .map(read -> read.at(reordered(read.address(), order)))
                        .toList(),
                loop.writes().stream()
                        .map(write -> write.at(reordered(write.address(), order)))
                        .toList(),
                positions,
                loop.bounds(),
                loop.steps().stream().map(step -> reordered(step, positions)).toList());
    }

    private static Address reordered(Address address, int... order) {
        return new Address(
                address.offset(),
                Arrays.stream(order).map(axis -> address.steps()[axis]).toArray());
    }

    private static Step reordered(Step step, List<Address> positions) {
        if (step instanceof Step.Position position) {
            int[] steps = positions.get(position.slot()).steps();
            return new Step.Position(position.slot(), position.dtype(), steps[steps.length - 1] == 0);
        }
        return step;
    }
}
