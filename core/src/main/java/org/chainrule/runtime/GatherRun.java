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
        implements Instruction, InPieces {
    private static final int PIECE = 4096;

    @Override
    public void run(Execution execution) {
        execution.share(before * pieces(), this);
    }

    /** The indices of a piece. */
    private int each() {
        return Math.max(1, PIECE / Math.max(1, after));
    }

    /** The pieces of a table. */
    private int pieces() {
        return Math.ceilDiv(count, each());
    }

    @Override
    public Job job(Execution execution) {
        return number -> piece(execution, number);
    }

    private void piece(Execution execution, int number) {
        Object from = execution.array(table.slot());
        Object to = execution.array(out.slot());
        Object index = execution.array(indices.slot());
        int indicesFrom = execution.at(indices);
        SliceCopy slices = SliceCopy.of(from, after);
        int b = number / pieces();
        int first = number % pieces() * each();
        int tableFrom = execution.at(table) + b * extent * after;
        int outFrom = execution.at(out) + b * count * after;
        for (int i = first; i < Math.min(count, first + each()); i++) {
            int slice = Indices.at(index, indicesFrom + i, extent, source);
            slices.copy(from, tableFrom + slice * after, to, outFrom + i * after, after);
        }
    }

    @Override
    public String describe() {
        return "gather " + count + " of " + extent + " slices of " + after;
    }
}
