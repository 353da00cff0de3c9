package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    static Arena of(List<Tenant> tenants) {
        List<Tenant> bySize = tenants.stream()
                .sorted(Comparator.comparingInt((Tenant tenant) -> -tenant.length())
                        .thenComparingInt(Tenant::first))
                .toList();
        int split = Math.min(LARGEST, bySize.size());
        Arena arena = new Arena(new HashMap<>(), 0).with(bySize.subList(0, split));
        return arena.behind(bySize.subList(split, bySize.size()));
    }

    private Arena with(List<Tenant> bySize) {
        List<Tenant> byOffset = new ArrayList<>();
        int end = length;
        for (Tenant tenant : bySize) {
            int offset = gap(byOffset, tenant);
            offsets.put(tenant.buffer(), offset);
            int at = byOffset.size();
            while (at > 0 && offset(byOffset.get(at - 1)) > offset) {
                at--;
            }
            byOffset.add(at, tenant);
            end = Math.max(end, offset + tenant.length());
        }
        return new Arena(offsets, end);
    }

    private int offset(Tenant tenant) {
        return Objects.requireNonNull(offsets.get(tenant.buffer()));
    }

    /** The beginning of the smallest gap that is long enough and free as long as it is needed, or the end. */
    private int gap(List<Tenant> byOffset, Tenant wanted) {
        int best = -1;
        int smallest = Integer.MAX_VALUE;
        int free = 0;
        for (Tenant other : byOffset) {
            if (other.meets(wanted)) {
                int length = offset(other) - free;
                if (length >= wanted.length() && length < smallest) {
                    best = free;
                    smallest = length;
                }
                free = Math.max(free, offset(other) + other.length());
            }
        }
        return best < 0 ? free : best;
    }

    /** The many that are left, in the order of their births, each in the smallest gap that others have left. */
    private Arena behind(List<Tenant> rest) {
        return rest.isEmpty() ? this : new Arena(offsets, Gaps.place(rest, length, offsets));
    }
}
