package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The buffers that a stage reads and writes: nodes, and partial results. */
record Uses(List<Object> read, List<Object> written) {
    Uses {
        read = List.copyOf(read);
        written = List.copyOf(written);
    }

    /** Of a loop: its operands, and its partial results, which are written, then read. */
    static Uses of(List<Launch> launches) {
        List<Object> read = new ArrayList<>();
        List<Object> written = new ArrayList<>();
        for (Launch launch : launches) {
            int reads = launch.loop().reads().size();
            for (int i = 0; i < launch.buffers().size(); i++) {
                Object buffer = launch.buffers().get(i);
                if (i < reads || buffer instanceof Launch.Partial) {
                    read.add(buffer);
                }
                if (i >= reads) {
                    written.add(buffer);
                }
            }
        }
        return new Uses(read, written);
    }

    /** Those that are left without some. */
    Uses without(Predicate<Object> some) {
        return new Uses(
                read.stream().filter(some.negate()).toList(),
                written.stream().filter(some.negate()).toList());
    }
}
