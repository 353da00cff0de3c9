package org.chainrule.runtime;

import java.util.Arrays;
import org.chainrule.threads.Workers;

/** The arrays that one run of a program works on: arguments, results, constants, and the arenas of everything between. */
public final class Execution {
    private static final Object NOTHING = new Object();

    private final Object[] arrays;
    private final Object[][] operands;
    private final Workers workers;

    Execution(int slots, int loops, Workers workers) {
        this.arrays = new Object[slots];
        this.operands = new Object[loops][0];
        this.workers = workers;
    }

    /** The array in a slot. */
    public Object array(int slot) {
        return arrays[slot];
    }

    /** Puts an array into a slot for the coming run. */
    public void bind(int slot, Object array) {
        arrays[slot] = array;
    }

    /** Lets go of the arrays in some slots, so that a program that is kept holds nobody's data. */
    void release(int[] slots) {
        for (int slot : slots) {
            arrays[slot] = NOTHING;
        }
        for (Object[] table : operands) {
            Arrays.fill(table, NOTHING);
        }
    }

    public Workers workers() {
        return workers;
    }

    /** The arrays in some slots; the table belongs to the loop of that number and is used again. */
    Object[] operands(int loop, int[] slots) {
        Object[] table = operands[loop];
        if (table.length != slots.length) {
            table = new Object[slots.length];
            operands[loop] = table;
        }
        for (int i = 0; i < slots.length; i++) {
            table[i] = arrays[slots[i]];
        }
        return table;
    }
}
