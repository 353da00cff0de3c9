package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Shape;

/**
 * A reshape as the smallest groups of neighbouring axes that hold the same number of elements before and after.
 *
 * @param from the shape before
 * @param to the shape after
 */
record Regrouping(Shape from, Shape to, List<Group> groups) {
    /** Axes {@code first} (inclusive) to {@code end} (exclusive) of both shapes. Axes of extent 1 join the group before them. */
    record Group(int fromFirst, int fromEnd, int toFirst, int toEnd) {}

    /** A shape, and the permutation that follows. */
    record Before(Shape shape, Axes order) {}

    static Optional<Regrouping> of(Shape from, Shape to) {
        List<Group> groups = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.rank() || j < to.rank()) {
            int fromFirst = i;
            int toFirst = j;
            long fromSize = i < from.rank() ? from.extent(i++) : 1;
            long toSize = j < to.rank() ? to.extent(j++) : 1;
            while (fromSize != toSize) {
                if (fromSize < toSize) {
                    if (i == from.rank()) {
                        return Optional.empty();
                    }
                    fromSize *= from.extent(i++);
                } else {
                    if (j == to.rank()) {
                        return Optional.empty();
                    }
                    toSize *= to.extent(j++);
                }
            }
            while (i < from.rank() && from.extent(i) == 1) {
                i++;
            }
            while (j < to.rank() && to.extent(j) == 1) {
                j++;
            }
            groups.add(new Group(fromFirst, i, toFirst, j));
        }
        return Optional.of(new Regrouping(from, to, List.copyOf(groups)));
    }

    /** Whether each axis of a shape is made up of whole neighbouring axes of a finer one. */
    static boolean isFiner(Shape fine, Shape coarse) {
        return of(fine, coarse).stream()
                        .flatMap(regrouping -> regrouping.groups.stream())
                        .allMatch(group -> IntStream.range(group.toFirst, group.toEnd)
                                        .filter(axis -> coarse.extent(axis) != 1)
                                        .count()
                                <= 1)
                && wide(fine) > wide(coarse);
    }

    private static long wide(Shape shape) {
        return IntStream.of(shape.extents()).filter(extent -> extent != 1).count();
    }

    /**
     * The same by a reshape of what was permuted, and then a permutation; empty if a group's axes do not stand side by side there.
     *
     * @param order the permutation that led to {@code from}
     * @param source the shape that was permuted
     */
    Optional<Before> before(Axes order, Shape source) {
        List<Group> inOrder = new ArrayList<>(groups);
        for (Group group : groups) {
            if (!sideBySide(group, order, source)) {
                return Optional.empty();
            }
        }
        inOrder.sort(Comparator.comparingInt(group -> place(group, order)));
        List<Integer> axes = inOrder.stream()
                .flatMap(group -> IntStream.range(group.toFirst, group.toEnd).boxed())
                .toList();
        int[] extents = axes.stream().mapToInt(to::extent).toArray();
        int[] places = IntStream.range(0, to.rank()).map(axes::indexOf).toArray();
        return Optional.of(new Before(Shape.of(extents), Axes.of(places)));
    }

    private int place(Group group, Axes order) {
        return IntStream.range(group.fromFirst, group.fromEnd)
                .filter(axis -> from.extent(axis) != 1)
                .map(order::get)
                .min()
                .orElse(-1);
    }

    private boolean sideBySide(Group group, Axes order, Shape source) {
        int last = -1;
        for (int axis = group.fromFirst; axis < group.fromEnd; axis++) {
            if (from.extent(axis) != 1) {
                int place = order.get(axis);
                boolean follows = last < 0
                        || place > last
                                && IntStream.range(last + 1, place).allMatch(between -> source.extent(between) == 1);
                if (!follows) {
                    return false;
                }
                last = place;
            }
        }
        return true;
    }
}
