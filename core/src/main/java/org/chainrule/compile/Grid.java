package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.kernel.Step;

/**
 * A loop's axes as rows and columns. Neighbouring axes over which every address runs evenly become one; a flat loop that
 * is put together is folded into rows, the last one shorter.
 *
 * @param rows the extents of the row axes
 * @param columns the number of columns
 * @param limit the number of places, if the last row is shorter; else 0
 * @param addresses the addresses of the loop's reads, writes and positions, in that order, each with its steps along the
 *     row axes and then along the columns
 */
record Grid(int[] rows, int columns, int limit, List<Address> addresses) {
    /** The columns of a folded loop. */
    private static final int FOLD = 2048;

    static Grid of(Loop loop, boolean matrix) {
        List<Address> addresses = Stream.of(
                        loop.reads().stream().map(Loop.Read::address),
                        loop.writes().stream().map(Loop.Write::address),
                        loop.positions().stream())
                .flatMap(all -> all)
                .toList();
        List<Integer> extents =
                new ArrayList<>(Arrays.stream(loop.extents()).boxed().toList());
        boolean columnsFixed = matrix || loop.dependsOnColumns();
        for (int axis = extents.size() - 2; axis >= 0; axis--) {
            boolean intoColumns = axis == extents.size() - 2;
            if (!(intoColumns && columnsFixed) && runsEvenly(addresses, axis, extents.get(axis + 1))) {
                int merged = axis;
                addresses = addresses.stream()
                        .map(address -> merge(address, merged))
                        .toList();
                List<Integer> pair = extents.subList(axis, axis + 2);
                int product = pair.getFirst() * pair.getLast();
                pair.clear();
                extents.add(axis, product);
            }
        }
        if (extents.size() == 1 && extents.getFirst() > 2 * FOLD && isFoldable(loop)) {
            int limit = extents.getFirst();
            List<Address> folded = addresses.stream().map(Grid::fold).toList();
            return new Grid(new int[] {(limit + FOLD - 1) / FOLD}, FOLD, limit, folded);
        }
        int columns = extents.isEmpty() ? 1 : extents.removeLast();
        return new Grid(extents.stream().mapToInt(Integer::intValue).toArray(), columns, 0, addresses);
    }

    /** Whether there is one axis of rows, and every address goes from the end of a row to the next one as it goes along it. */
    boolean runsOn() {
        return rows.length == 1 && runsEvenly(addresses, 0, columns);
    }

    private static boolean runsEvenly(List<Address> addresses, int axis, int extent) {
        return addresses.stream().allMatch(address -> address.steps()[axis] == address.steps()[axis + 1] * extent);
    }

    private static Address merge(Address address, int axis) {
        int[] steps = new int[address.steps().length - 1];
        System.arraycopy(address.steps(), 0, steps, 0, axis);
        System.arraycopy(address.steps(), axis + 1, steps, axis, steps.length - axis);
        return new Address(address.offset(), steps);
    }

    private static Address fold(Address address) {
        int step = address.steps()[0];
        return new Address(address.offset(), new int[] {step * FOLD, step});
    }

    /** Whether rows may be put together one after the other: nothing within the loop waits for the result. */
    static boolean isFoldable(Loop loop) {
        boolean puts = false;
        for (Step step : loop.steps()) {
            if (step instanceof Step.Running) {
                return false;
            }
            if (step instanceof Step.Apply apply
                    && apply.arguments().stream()
                            .anyMatch(argument -> loop.steps().get(argument) instanceof Step.Reduce)) {
                return false;
            }
            if (step instanceof Step.Reduce reduce && loop.steps().get(reduce.argument()) instanceof Step.Reduce) {
                return false;
            }
            puts |= step instanceof Step.Reduce;
        }
        return puts
                && loop.writes().stream()
                        .allMatch(write -> !write.perRow() || loop.steps().get(write.step()) instanceof Step.Reduce);
    }

    boolean isFolded() {
        return limit > 0;
    }

    int rowCount() {
        return Arrays.stream(rows).reduce(1, (a, b) -> a * b);
    }

    /** The step of an address from a column to the next. */
    int columnStep(Address address) {
        return address.steps().length == 0 ? 0 : address.steps()[address.steps().length - 1];
    }
}
