package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where buffers lie in one arena. The largest is placed first, each in the smallest gap between those that are needed at the same time: so what is small and
 * born early breaks no room that something large could have.
 *
 * @param offsets where each begins
 * @param length as long as holds them all
 */
record Arena(Map<Object, Integer> offsets, int length) {
    /** Placing one asks all before it, so smaller ones than so many are placed in the order of their births, behind. */
    private static final int LARGEST = 1000;

    /** A buffer of so many elements that is needed from one position to another. */
    record Tenant(Object buffer, int length, int first, int last) {
        boolean meets(Tenant other) {
            return first <= other.last && other.first <= last;
        }
    }

    private record Placed(Tenant tenant, int offset) {
        int end() {
            return offset + tenant.length();
        }
    }

    static Arena of(List<Tenant> tenants) {
        List<Tenant> bySize = tenants.stream()
                .sorted(Comparator.comparingInt((Tenant tenant) -> -tenant.length())
                        .thenComparingInt(Tenant::first))
                .toList();
        int split = Math.min(LARGEST, bySize.size());
        Map<Object, Integer> offsets = new HashMap<>();
        int end = place(bySize.subList(0, split), offsets);
        return new Arena(offsets, Gaps.place(bySize.subList(split, bySize.size()), end, offsets));
    }

    /**
     * Places one after the other, in the order that they are given.
     *
     * @param offsets where it is told where each begins
     * @return where the last ends
     */
    private static int place(List<Tenant> tenants, Map<Object, Integer> offsets) {
        List<Placed> byOffset = new ArrayList<>();
        int end = 0;
        for (Tenant tenant : tenants) {
            Placed placed = new Placed(tenant, gap(byOffset, tenant));
            int at = byOffset.size();
            while (at > 0 && byOffset.get(at - 1).offset() > placed.offset()) {
                at--;
            }
            byOffset.add(at, placed);
            offsets.put(tenant.buffer(), placed.offset());
            end = Math.max(end, placed.end());
        }
        return end;
    }

    /** The beginning of the smallest gap that is long enough and free as long as it is needed, or the end. */
    private static int gap(List<Placed> byOffset, Tenant wanted) {
        int best = -1;
        int smallest = Integer.MAX_VALUE;
        int free = 0;
        for (Placed other : byOffset) {
            if (other.tenant().meets(wanted)) {
                int length = other.offset() - free;
                if (length >= wanted.length() && length < smallest) {
                    best = free;
                    smallest = length;
                }
                free = Math.max(free, other.end());
            }
        }
        return best < 0 ? free : best;
    }
}
