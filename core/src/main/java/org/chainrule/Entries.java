package org.chainrule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The entries of a map in an order that is the same in every run. */
final class Entries {
    private Entries() {}

    private static final Comparator<Object> BY_KIND =
            Comparator.comparing((Object key) -> kind(key).getName());

    /**
     * In the map's own order if it has one. Others, as of {@code Map.of}, change theirs from run to run and come by their keys: those of one class
     * together, by their texts where they do not compare.
     */
    static Iterable<? extends Map.Entry<?, ?>> of(Map<?, ?> map) {
        if (map instanceof SequencedMap || map.size() < 2) {
            return map.entrySet();
        }
        List<Map.Entry<?, ?>> sorted = new ArrayList<>(map.entrySet());
        sorted.sort(Comparator.comparing(Map.Entry::getKey, BY_KIND.thenComparing(Entries::within)));
        return sorted;
    }

    /** Of the constants of an enum, which may have classes of their own, the enum. */
    private static Class<?> kind(Object key) {
        return key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass();
    }

    /** Keys of one class, if they are comparable, compare with each other. */
    @SuppressWarnings("unchecked")
    private static int within(Object key, Object other) {
        return key instanceof Comparable<?> comparable
                ? ((Comparable<Object>) comparable).compareTo(other)
                : key.toString().compareTo(other.toString());
    }
}
