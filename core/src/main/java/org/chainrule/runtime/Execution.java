package org.chainrule.runtime;

import org.chainrule.threads.Workers;

/** The arrays that one run of a program works on: arguments, results, constants, and the arenas of everything between. */
public final class Execution {
    private final Object[] arrays;
    private final Object[][] operands;
    private final Workers workers;

    Execution(int slots, int loops, Workers workers) {
        this.arrays = new Object[slots];
        this.operands = new Object[loops][];
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

    public Workers workers() {
        return workers;
    }

    /** The arrays in some slots; the table belongs to the loop of that number and is used again. */
    Object[] operands(int loop, int[] slots) {
        Object[] table = operands[loop];
        if (table == null) {
            table = new Object[slots.length];
            operands[loop] = table;
        }
        for (int i = 0; i < slots.length; i++) {
            table[i] = arrays[slots[i]];
        }
        return table;
    }
}
