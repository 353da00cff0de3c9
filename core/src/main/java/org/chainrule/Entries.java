package org.chainrule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The entries of a map in an order that is the same in every run. */
final class Entries {
    private Entries() {}

    /**
     * In the map's own order if it has one. Others, as of {@code Map.of}, change theirs from run to run and come by their keys; keys that
     * cannot be compared stay as they come.
     */
    static Iterable<? extends Map.Entry<?, ?>> of(Map<?, ?> map) {
        if (map instanceof SequencedMap || map.size() < 2 || !areComparable(map)) {
            return map.entrySet();
        }
        List<Map.Entry<?, ?>> sorted = new ArrayList<>(map.entrySet());
        sorted.sort(Comparator.comparing(Entries::key));
        return sorted;
    }

    private static boolean areComparable(Map<?, ?> map) {
        return map.keySet().stream().allMatch(Comparable.class::isInstance)
                && map.keySet().stream().map(Object::getClass).distinct().count() == 1;
    }

    /** Keys of one class, which compare with each other. */
    @SuppressWarnings("unchecked")
    private static Comparable<Object> key(Map.Entry<?, ?> entry) {
        return (Comparable<Object>) entry.getKey();
    }
}
