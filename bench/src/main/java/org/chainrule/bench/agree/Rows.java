package org.chainrule.bench.agree;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All operations that engines are asked about, and those they are not, with the reason. */
public final class Rows {
    private Rows() {}

    public static List<Row> all() {
        return Stream.of(
                        ElementwiseRows.rows(),
                        ReductionRows.rows(),
                        OrderRows.rows(),
                        MovementRows.rows(),
                        ProductRows.rows(),
                        WindowRows.rows(),
                        AlgebraRows.rows(),
                        ControlRows.rows())
                .flatMap(List::stream)
                .toList();
    }

    /** Those of these names, or all if none is named. */
    public static List<Row> named(List<String> operations) {
        return all().stream()
                .filter(row -> operations.isEmpty() || operations.contains(row.operation()))
                .toList();
    }

    /** Operations without a counterpart in libtorch, and why. */
    public static Map<String, String> uncompared() {
        return new TreeMap<>(
                Map.of(
                        "random_bits",
                        "Threefry's bits by key and counter; libtorch draws from a Mersenne Twister, so the numbers differ by design"));
    }
}
