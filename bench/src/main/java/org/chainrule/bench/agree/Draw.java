package org.chainrule.bench.agree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws the inputs and attributes of one question. */
final class Draw {
    private static final int LARGEST = 5;

    private final SplittableRandom random;

    Draw(String operation, int number, long seed) {
        this.random = new SplittableRandom(1_000_003 * seed + 31L * operation.hashCode() + number);
    }

    /** A number, both ends among them. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    int extent() {
        return between(1, LARGEST);
    }

    /** Extents from 1. */
    List<Integer> shape(int leastAxes, int mostAxes) {
        return shape(leastAxes, mostAxes, 1);
    }

    List<Integer> shape(int leastAxes, int mostAxes, int leastExtent) {
        return IntStream.range(0, between(leastAxes, mostAxes))
                .mapToObj(axis -> between(leastExtent, LARGEST))
                .toList();
    }

    /** Up to three axes, in one of eight draws one of them of extent 0. */
    List<Integer> anyShape() {
        List<Integer> shape = new ArrayList<>(shape(0, 3));
        if (!shape.isEmpty() && between(1, 8) == 1) {
            shape.set(between(0, shape.size() - 1), 0);
        }
        return shape;
    }

    /** A shape that broadcasts to another: leading axes missing, others of extent 1. */
    List<Integer> narrowed(List<Integer> shape) {
        return shape.subList(between(0, shape.size()), shape.size()).stream()
                .map(extent -> between(1, 3) == 1 ? Integer.valueOf(1) : extent)
                .toList();
    }

    /** An axis, counted from either end. */
    int axis(List<Integer> shape) {
        return between(-shape.size(), shape.size() - 1);
    }

    /** Some axes, at least one, in any order. */
    List<Integer> axes(List<Integer> shape) {
        List<Integer> axes = order(shape.size());
        return axes.subList(0, between(1, axes.size()));
    }

    /** 0 … count − 1 in any order. */
    List<Integer> order(int count) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        for (int i = count - 1; i > 0; i--) {
            Collections.swap(order, i, between(0, i));
        }
        return order;
    }

    Given given(Domain domain, List<Integer> shape) {
        return below(domain, shape, 0);
    }

    Given reals(List<Integer> shape) {
        return given(Domain.REALS, shape);
    }

    Given indices(List<Integer> shape, int limit) {
        return below(Domain.BELOW, shape, limit);
    }

    private Given below(Domain domain, List<Integer> shape, int limit) {
        return new Given(shape, domain, limit, random.nextLong());
    }
}
