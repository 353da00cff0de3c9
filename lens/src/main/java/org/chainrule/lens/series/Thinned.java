package org.chainrule.lens.series;

import java.util.ArrayList;
import java.util.List;

/** A series of fewer entries that looks the same. */
public final class Thinned {
    private Thinned() {}

    /**
     * Neighbouring batches become one entry, and of the probes some are left out.
     *
     * @param most how many entries of a kind there may be, about
     */
    public static List<Entry> of(List<Entry> entries, int most) {
        int together = share(entries, Entry.Batches.class, most);
        int every = share(entries, Entry.Probe.class, most);
        List<Entry> thinned = new ArrayList<>();
        List<Entry.Batches> joined = new ArrayList<>();
        int probes = 0;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Batches batches) {
                joined.add(batches);
            } else if (!(entry instanceof Entry.Probe) || probes++ % every == 0) {
                thinned.add(entry);
            }
            boolean isCut = entry instanceof Entry.Begin || entry instanceof Entry.End;
            if (joined.size() == together || isCut && !joined.isEmpty()) {
                // before a cut, which may make what went before it void
                thinned.add(isCut ? thinned.size() - 1 : thinned.size(), together(joined));
                joined.clear();
            }
        }
        if (!joined.isEmpty()) {
            thinned.add(together(joined));
        }
        return thinned;
    }

    private static Entry together(List<Entry.Batches> batches) {
        return batches.stream().reduce(Entry.Batches::and).orElseThrow();
    }

    private static int share(List<Entry> entries, Class<? extends Entry> kind, int most) {
        return Math.ceilDiv(
                (int) Math.max(1, entries.stream().filter(kind::isInstance).count()), most);
    }
}
