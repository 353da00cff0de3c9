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
    @Override
    public void run(Execution execution) {
        Object from = execution.array(updates.slot());
        Object to = execution.array(out.slot());
        Object index = execution.array(indices.slot());
        begin(execution, to);
        for (int b = 0; b < before; b++) {
            for (int i = 0; i < count; i++) {
                int slice = Indices.at(index, indices.offset() + i, extent, source);
                add(to, out.offset() + (b * extent + slice) * after, from, updates.offset() + (b * count + i) * after);
            }
        }
    }

    private void begin(Execution execution, Object to) {
        int size = before * extent * after;
        if (table.isEmpty()) {
            new Fill(out, size, 0, 0).run(execution);
            return;
        }
        Object from = execution.array(table.get().slot());
        if (from != to || table.get().offset() != out.offset()) {
            System.arraycopy(from, table.get().offset(), to, out.offset(), size);
        }
    }

    private void add(Object to, int at, Object from, int begin) {
        switch (to) {
            case float[] sums -> {
                float[] terms = (float[]) from;
                for (int i = 0; i < after; i++) {
                    sums[at + i] += terms[begin + i];
                }
            }
            case double[] sums -> {
                double[] terms = (double[]) from;
                for (int i = 0; i < after; i++) {
                    sums[at + i] += terms[begin + i];
                }
            }
            case int[] sums -> {
                int[] terms = (int[]) from;
                for (int i = 0; i < after; i++) {
                    sums[at + i] += terms[begin + i];
                }
            }
            case long[] sums -> {
                long[] terms = (long[]) from;
                for (int i = 0; i < after; i++) {
                    sums[at + i] += terms[begin + i];
                }
            }
            default -> throw new AssertionError("no array of numbers");
        }
    }

    @Override
    public String describe() {
        return "scatter-add " + count + " slices of " + after + " into " + extent
                + (table.isPresent() ? " of a table" : "");
    }
}
