package org.chainrule.graph;

/**
 * Threefry-2x32 with 20 rounds, the first of its two words. Source: Salmon, Moraes, Dror, Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011.
 */
final class Threefry {
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    private static final int PARITY = 0x1BD11BDA;

    private Threefry() {}

    static <V> V bits(Lanes<V> lanes, V key0, V key1, V counter) {
        V key2 = lanes.xor(lanes.xor(key0, key1), literal(lanes, PARITY));
        java.util.List<V> keys = java.util.List.of(key0, key1, key2);
        V x0 = lanes.add(counter, key0);
        V x1 = key1;
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 = lanes.add(x0, x1);
                V rotated = lanes.or(
                        lanes.shiftLeft(x1, literal(lanes, rotation)),
                        lanes.shiftRight(x1, literal(lanes, 32 - rotation)));
                x1 = lanes.xor(rotated, x0);
            }
            x0 = lanes.add(x0, keys.get((group + 1) % 3));
            x1 = lanes.add(lanes.add(x1, keys.get((group + 2) % 3)), literal(lanes, group + 1));
        }
        return x0;
    }

    private static <V> V literal(Lanes<V> lanes, int value) {
        return lanes.literal(DType.INT32, (long) value);
    }
}
