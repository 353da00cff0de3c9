package org.chainrule.runtime;

/**
 * Refuses indices that are out of range, before a loop finds slices by them.
 *
 * @param indices INT32
 * @param count the number of indices
 * @param extent the number of slices of the table
 * @param source the user's line, for errors
 */
public record IndexCheck(Place indices, int count, int extent, String source) implements Instruction {
    @Override
    public void run(Execution execution) {
        int[] array = (int[]) execution.array(indices.slot());
        int from = execution.at(indices);
        boolean outside = false;
        for (int i = from; i < from + count; i++) {
            outside |= Integer.compareUnsigned(array[i], extent) >= 0;
        }
        for (int i = 0; outside && i < count; i++) {
            Indices.at(array, from + i, extent, source);
        }
    }

    @Override
    public String describe() {
        return "check " + count + " indices of " + extent + " slices";
    }
}
