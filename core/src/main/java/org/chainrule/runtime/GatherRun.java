package org.chainrule.runtime;

/**
 * Slices picked from a table by index: out[b, i, :] = table[b, indices[i], :].
 *
 * @param before the number of tables
 * @param extent the number of slices of a table
 * @param count the number of indices
 * @param after the number of elements of a slice
 * @param source the user's line, for errors
 */
public record GatherRun(
        Place table, Place indices, Place out, int before, int extent, int count, int after, String source)
        implements Instruction {
    private static final int PIECE = 4096;

    @Override
    public void run(Execution execution) {
        Object from = execution.array(table.slot());
        Object to = execution.array(out.slot());
        Object index = execution.array(indices.slot());
        int indicesFrom = execution.at(indices);
        int tableFrom = execution.at(table);
        int outFrom = execution.at(out);
        SliceCopy slices = SliceCopy.of(from, to, after);
        int each = Math.max(1, PIECE / Math.max(1, after));
        int pieces = (count + each - 1) / each;
        execution.workers().run(before * pieces, piece -> {
            int b = piece / pieces;
            int first = piece % pieces * each;
            for (int i = first; i < Math.min(count, first + each); i++) {
                int slice = Indices.at(index, indicesFrom + i, extent, source);
                int at = tableFrom + (b * extent + slice) * after;
                slices.copy(at, outFrom + (b * count + i) * after);
            }
        });
    }

    @Override
    public String describe() {
        return "gather " + count + " of " + extent + " slices of " + after;
    }
}
