package org.chainrule.runtime;

import java.util.Optional;

/**
 * Slices added to a table's, each at its index, in order: out = table, then out[b, indices[i], :] += updates[b, i, :]. A table that
 * lies where the result goes is not copied: then only the slices that are named are touched.
 *
 * @param table what is added to; if empty, zeros
 * @param picks if present, which slices of the updates are added: updates[picks[i], :] in place of updates[i, :]
 * @param copies otherwise how often in a row each of the updates is added: updates[i / copies, :]
 * @param before the number of tables
 * @param extent the number of slices of a table
 * @param count the number of indices
 * @param after the number of elements of a slice
 * @param source the user's line, for errors
 */
public record ScatterRun(
        Optional<Place> table,
        Place updates,
        Optional<Picks> picks,
        int copies,
        Place indices,
        Place out,
        int before,
        int extent,
        int count,
        int after,
        String source)
        implements Instruction, InPieces {
    /** Fewer additions than this are not worth waking threads for. */
    private static final long WORTH_SHARING = 100_000;

    /**
     * Numbers of slices.
     *
     * @param extent the number of slices that they are picked from
     * @param source the line that picks them
     */
    public record Picks(Place numbers, int extent, String source) {}

    @Override
    public void run(Execution execution) {
        if (table.isPresent()) {
            Copy.run(execution, table.get(), out, before * extent * after);
        }
        execution.share(before * ranges(execution), this);
    }

    /** Each thread takes a range of the table's slices: every slice then gets its terms in their order, whatever the threads. */
    private int ranges(Execution execution) {
        return (long) before * count * after < WORTH_SHARING
                ? 1
                : Math.min(extent, execution.workers().size());
    }

    @Override
    public Job job(Execution execution) {
        return new ScatterJob(this, execution);
    }

    /** Does a piece by what adds in this run's arrays. */
    void piece(Execution execution, SliceAddition addition, int number) {
        int ranges = ranges(execution);
        int range = number % ranges;
        int low = (int) ((long) extent * range / ranges);
        int high = (int) ((long) extent * (range + 1) / ranges);
        add(execution, addition, number / ranges, low, high);
    }

    /** Adds to the slices from {@code low} to {@code high} of one table. Zeros are written as far as the slices that occurred need them. */
    private void add(Execution execution, SliceAddition addition, int of, int low, int high) {
        Object to = execution.array(out.slot());
        Object index = execution.array(indices.slot());
        boolean isPicked = picks.isPresent();
        Place numbers = isPicked ? picks.get().numbers() : indices;
        int pickedExtent = isPicked ? picks.get().extent() : extent;
        String pickedBy = isPicked ? picks.get().source() : source;
        Object pick = execution.array(numbers.slot());
        int indicesFrom = execution.at(indices);
        int picksFrom = execution.at(numbers);
        int updatesFrom = execution.at(updates) + of * count * after;
        int outFrom = execution.at(out) + of * extent * after;
        int begun = table.isPresent() ? high : low;
        for (int i = 0; i < count; i++) {
            int slice = Indices.at(index, indicesFrom + i, extent, source);
            if (slice < low || slice >= high) {
                continue;
            }
            int term = isPicked ? Indices.at(pick, picksFrom + i, pickedExtent, pickedBy) : i / copies;
            if (slice < begun) {
                addition.add(outFrom + slice * after, updatesFrom + term * after);
            } else {
                if (slice > begun) {
                    Fill.zeros(to, outFrom + begun * after, outFrom + slice * after);
                }
                addition.begin(outFrom + slice * after, updatesFrom + term * after);
                begun = slice + 1;
            }
        }
        Fill.zeros(to, outFrom + begun * after, outFrom + high * after);
    }

    @Override
    public String describe() {
        return "scatter-add " + count + (picks.isPresent() ? " picked" : "") + " slices of " + after + " into " + extent
                + (table.isPresent() ? " of a table" : "");
    }
}
