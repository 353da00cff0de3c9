package org.chainrule.arguments;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Advice on shapes that are to be one. */
public final class Extents {
    private Extents() {}

    /**
     * What makes a tensor of the wanted shape, where axes of extent 1 are all that differs, as ": targets.unsqueeze(1)"; else nothing.
     *
     * @param name of the tensor
     */
    public static String advice(String name, int[] wanted, int... given) {
        if (!Arrays.equals(withoutOnes(wanted), withoutOnes(given))) {
            return "";
        }
        return ": " + name + "."
                + inserted(given, wanted)
                        .map(axis -> "unsqueeze(" + axis + ")")
                        .or(() -> inserted(wanted, given).map(axis -> "squeeze(" + axis + ")"))
                        .orElseGet(() -> "reshape("
                                + IntStream.of(wanted).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                                + ")");
    }

    private static int[] withoutOnes(int... extents) {
        return IntStream.of(extents).filter(extent -> extent != 1).toArray();
    }

    /** The axis of extent 1 that a shape has more than another one. */
    private static Optional<Integer> inserted(int[] shorter, int... longer) {
        return IntStream.range(0, longer.length)
                .filter(axis -> longer[axis] == 1)
                .filter(axis -> Arrays.equals(without(axis, longer), shorter))
                .boxed()
                .findFirst();
    }

    private static int[] without(int axis, int... extents) {
        return IntStream.range(0, extents.length)
                .filter(i -> i != axis)
                .map(i -> extents[i])
                .toArray();
    }
}
