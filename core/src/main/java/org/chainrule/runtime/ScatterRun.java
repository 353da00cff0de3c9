package org.chainrule.runtime;

import java.util.Optional;

/**
 * Slices added to a table's, each at its index, in order: out = table, then out[b, indices[i], :] += updates[b, i, :]. A table that
 * lies where the result goes is not copied: then only the slices that are named are touched.
 *
 * @param table what is added to; if empty, zeros
 * @param before the number of tables
 * @param extent the number of slices of a table
 * @param count the number of indices
 * @param after the number of elements of a slice
 * @param source the user's line, for errors
 */
public record ScatterRun(
        Optional<Place> table,
        Place updates,
        Place indices,
        Place out,
        int before,
        int extent,
        int count,
        int after,
        String source)
        implements Instruction {
    /** Fewer additions than this are not worth waking threads for. */
    private static final long WORTH_SHARING = 100_000;

    @Override
    public void run(Execution execution) {
        Object from = execution.array(updates.slot());
        Object to = execution.array(out.slot());
        Object index = execution.array(indices.slot());
        int size = before * extent * after;
        table.ifPresent(place -> new Copy(place, out, size).run(execution));
        int indicesFrom = execution.at(indices);
        int updatesFrom = execution.at(updates);
        int outFrom = execution.at(out);
        SliceAddition addition = SliceAddition.of(to, from, after);
        // each thread takes a range of the table's slices: every slice then gets its terms in their order, whatever the
        // threads
        int ranges = (long) before * count * after < WORTH_SHARING
                ? 1
                : Math.min(extent, execution.workers().size());
        execution.workers().run(before * ranges, piece -> {
            int range = piece % ranges;
            int low = (int) ((long) extent * range / ranges);
            int high = (int) ((long) extent * (range + 1) / ranges);
            int of = piece / ranges;
            if (table.isEmpty()) {
                Fill.zeros(to, outFrom + (of * extent + low) * after, outFrom + (of * extent + high) * after);
            }
            for (int i = 0; i < count; i++) {
                int slice = Indices.at(index, indicesFrom + i, extent, source);
                if (slice >= low && slice < high) {
                    addition.add(outFrom + (of * extent + slice) * after, updatesFrom + (of * count + i) * after);
                }
            }
        });
    }

    @Override
    public String describe() {
        return "scatter-add " + count + " slices of " + after + " into " + extent
                + (table.isPresent() ? " of a table" : "");
    }
}
