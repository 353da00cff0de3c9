package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chainrule.graph.DType;

/**
 * Places intermediate buffers in one arena for each element type: a buffer takes over the memory of those that are no
 * longer read.
 */
final class MemoryPlan {
    /** Buffers begin at multiples of this many elements: a cache line of floats. */
    private static final int ALIGNMENT = 16;

    private final Map<Object, Life> lives = new LinkedHashMap<>(); // in an order, so that ties fall alike in each run
    private final Map<Object, Integer> offsets = new HashMap<>();
    private final Map<DType, Integer> lengths = new EnumMap<>(DType.class);

    /** From when to when a buffer is needed, by the positions of the stages. */
    private static final class Life {
        final Object buffer;
        final DType storage;
        final int length;
        int first;
        int last;
        /** Whose memory it goes on to use. */
        Optional<Life> before = Optional.empty();
        /** Until when its memory is needed, by itself or by those that take it over. */
        int end;

        Life(Object buffer, DType storage, int length, int first) {
            this.buffer = buffer;
            this.storage = storage;
            this.length = length;
            this.first = first;
            this.last = first;
        }

        /** The one whose memory it was at first. */
        Life place() {
            Life place = this;
            while (place.before.isPresent()) {
                place = place.before.get();
            }
            return place;
        }
    }

    /** A buffer, or a part of it, is written at a position; parts may come in any order. */
    void write(Object buffer, DType dtype, int length, int position) {
        Life life = lives.computeIfAbsent(buffer, fresh -> new Life(buffer, storage(dtype), aligned(length), position));
        life.first = Math.min(life.first, position);
        life.last = Math.max(life.last, position);
    }

    /** A buffer is read at a position. */
    void read(Object buffer, int position) {
        Life life = lives.get(buffer);
        if (life != null) {
            life.last = Math.max(life.last, position);
        }
    }

    /**
     * A buffer lies where another one lay, which is as long and is read for the last time by what writes the buffer. To be told once all
     * writing and reading is.
     */
    void takeOver(Object buffer, Object before) {
        Objects.requireNonNull(lives.get(buffer)).before = Optional.of(Objects.requireNonNull(lives.get(before)));
    }

    private static int aligned(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Bools are stored as ints. */
    static DType storage(DType dtype) {
        return dtype == DType.BOOL ? DType.INT32 : dtype;
    }

    /** Gives every buffer its place. */
    void place() {
        lives.values().forEach(life -> life.end = life.last);
        lives.values().forEach(life -> life.place().end = Math.max(life.place().end, life.last));
        Map<DType, List<Arena.Tenant>> tenants = new EnumMap<>(DType.class);
        lives.values().stream()
                .filter(life -> life.before.isEmpty())
                .forEach(life -> tenants.computeIfAbsent(life.storage, type -> new ArrayList<>())
                        .add(new Arena.Tenant(life.buffer, life.length, life.first, life.end)));
        tenants.forEach((type, all) -> {
            Arena arena = Arena.of(all);
            offsets.putAll(arena.offsets());
            lengths.put(type, arena.length());
        });
    }

    boolean contains(Object buffer) {
        return lives.containsKey(buffer);
    }

    int offset(Object buffer) {
        return Objects.requireNonNull(
                offsets.get(Objects.requireNonNull(lives.get(buffer)).place().buffer));
    }

    DType storageOf(Object buffer) {
        return Objects.requireNonNull(lives.get(buffer)).storage;
    }

    /** In elements. */
    int lengthOf(Object buffer) {
        return Objects.requireNonNull(lives.get(buffer)).length;
    }

    /**
     * A buffer and its place: so many elements from an offset on, from one position to another.
     *
     * @param before the buffer whose place it took over, if it did
     */
    record Placed(Object buffer, DType storage, int offset, int length, int first, int last, Optional<Object> before) {}

    /** All buffers, in the order of their births. */
    List<Placed> placed() {
        return lives.values().stream()
                .map(life -> new Placed(
                        life.buffer,
                        life.storage,
                        offset(life.buffer),
                        life.length,
                        life.first,
                        life.last,
                        life.before.map(before -> before.buffer)))
                .sorted(Comparator.comparingInt(Placed::first)
                        .thenComparingInt(Placed::offset)
                        .thenComparing(placed -> placed.before().isPresent()))
                .toList();
    }

    /** The length of each arena, in elements. */
    Map<DType, Integer> arenas() {
        return lengths;
    }
}
