package org.chainrule.lens.series;

import java.util.List;

/** The entries of one training, in the order in which they were told. May be read by any thread, and grow meanwhile. */
public interface Series {
    /** How many entries there are by now. It becomes smaller only if the training was begun anew. */
    int size();

    /** Some of the entries, as far as there are so many. */
    List<Entry> entries(int from, int to);

    /** All entries there are by now. */
    default List<Entry> all() {
        return entries(0, size());
    }
}
