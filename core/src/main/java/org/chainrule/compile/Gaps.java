package org.chainrule.compile;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The free stretches of an arena, by their beginning and by their length. */
final class Gaps {
    private final TreeMap<Integer, Gap> byOffset = new TreeMap<>();
    private final TreeSet<Gap> byLength =
            new TreeSet<>(Comparator.comparingInt(Gap::length).thenComparingInt(Gap::offset));
    private int end;

    private record Gap(int offset, int length) {}

    private Gaps(int end) {
        this.end = end;
    }

    /**
     * Places buffers in the order of their births, each in the smallest gap that holds it.
     *
     * @param from where the first begins
     * @param offsets where it is told where each begins
     * @return where the last ends
     */
    static int place(List<Arena.Tenant> tenants, int from, Map<Object, Integer> offsets) {
        Gaps gaps = new Gaps(from);
        PriorityQueue<Arena.Tenant> alive = new PriorityQueue<>(Comparator.comparingInt(Arena.Tenant::last));
        List<Arena.Tenant> births = tenants.stream()
                .sorted(Comparator.comparingInt(Arena.Tenant::first).thenComparingInt(tenant -> -tenant.length()))
                .toList();
        for (Arena.Tenant tenant : births) {
            while (!alive.isEmpty() && alive.element().last() < tenant.first()) {
                Arena.Tenant ended = alive.remove();
                gaps.free(Objects.requireNonNull(offsets.get(ended.buffer())), ended.length());
            }
            offsets.put(tenant.buffer(), gaps.take(tenant.length()));
            alive.add(tenant);
        }
        return gaps.end;
    }

    private int take(int length) {
        @Nullable Gap best = byLength.ceiling(new Gap(0, length));
        if (best == null) {
            int offset = end;
            end += length;
            return offset;
        }
        remove(best);
        if (best.length() > length) {
            add(new Gap(best.offset() + length, best.length() - length));
        }
        return best.offset();
    }

    private void free(int offset, int length) {
        int from = offset;
        int to = offset + length;
        Map.@Nullable Entry<Integer, Gap> before = byOffset.lowerEntry(offset);
        if (before != null && before.getKey() + before.getValue().length() == offset) {
            from = before.getKey();
            remove(before.getValue());
        }
        @Nullable Gap after = byOffset.get(to);
        if (after != null) {
            to += after.length();
            remove(after);
        }
        add(new Gap(from, to - from));
    }

    private void add(Gap gap) {
        byOffset.put(gap.offset(), gap);
        byLength.add(gap);
    }

    private void remove(Gap gap) {
        byOffset.remove(gap.offset());
        byLength.remove(gap);
    }
}
