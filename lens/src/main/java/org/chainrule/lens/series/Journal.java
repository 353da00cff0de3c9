package org.chainrule.lens.series;

import java.util.ArrayList;
import java.util.List;

/** A series in memory. */
public final class Journal implements Series {
    private final List<Entry> entries = new ArrayList<>();

    /** Tells one thing more. */
    public synchronized void add(Entry entry) {
        entries.add(entry);
    }

    @Override
    public synchronized int size() {
        return entries.size();
    }

    @Override
    public synchronized List<Entry> entries(int from, int to) {
        return List.copyOf(entries.subList(Math.min(from, size()), Math.min(to, size())));
    }

    synchronized void clear() {
        entries.clear();
    }
}
