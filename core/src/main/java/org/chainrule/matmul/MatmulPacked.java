package org.chainrule.matmul;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.chainrule.memory.AlignedArray;

/**
 * A block of B, packed panel by panel by whichever thread comes to a panel first, for all threads. So nobody waits for all of B, and
 * threads that begin at opposite ends have packed half of it each when they meet.
 */
final class MatmulPacked {
    private static final int UNTOUCHED = 0;
    private static final int BEGUN = 1;
    private static final int READY = 2;

    /** So many looks take as long as packing; after them whoever packs may need the processor. */
    private static final int LOOKS = 200;

    private final MicroTile tile;
    private final AtomicIntegerArray states;
    private AlignedArray buffer = AlignedArray.NONE;
    private int column;
    private int k;
    private int depth;
    /** From a column's place in the array to the next one's. */
    private int step;

    /** @param panels the most panels of a block */
    MatmulPacked(MicroTile tile, int panels) {
        this.tile = tile;
        this.states = new AtomicIntegerArray(panels);
    }

    /** Takes what panels go to. */
    void take(AlignedArray to) {
        buffer = to;
    }

    void release() {
        buffer = AlignedArray.NONE;
    }

    /**
     * Goes to a block, of which nothing is packed. No thread is at work meanwhile.
     *
     * @param once whether each panel is used by one piece alone, one piece after the other: then it takes the place of the one before, which is in cache
     */
    void begin(int firstColumn, int firstTerm, int terms, boolean once) {
        step = once ? 0 : terms;
        column = firstColumn;
        k = firstTerm;
        depth = terms;
        for (int panel = 0; panel < states.length(); panel++) {
            states.setPlain(panel, UNTOUCHED);
        }
    }

    Object array() {
        return buffer.array();
    }

    /** Where along k the block begins. */
    int k() {
        return k;
    }

    /** Its length along k. */
    int depth() {
        return depth;
    }

    /** The number of the first panel of those columns that are worked on at a time and begin at {@code columnFrom}. */
    int number(int columnFrom) {
        return (columnFrom - column) / tile.columns();
    }

    /** Where in the array the panel stands that begins at a column of B. */
    int offset(int at) {
        return buffer.begin() + (at - column) * step;
    }

    /** Whether so many panels from one on are packed. */
    boolean areReady(int panel, int count) {
        for (int i = panel; i < panel + count; i++) {
            if (!isReady(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isReady(int panel) {
        return states.getAcquire(panel) == READY;
    }

    /** Whether the caller is the first to come to a panel, and so is to pack it. */
    boolean isFirstAt(int panel) {
        return states.getPlain(panel) == UNTOUCHED && states.compareAndSet(panel, UNTOUCHED, BEGUN);
    }

    /** The caller has packed a panel. */
    void ready(int panel) {
        states.setRelease(panel, READY);
    }

    /** Waits until the thread that came to a panel first has packed it. */
    void await(int panel) {
        for (int looks = 0; !isReady(panel); looks++) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
