package org.chainrule.runtime;

import java.util.Arrays;
import org.chainrule.threads.Workers;

/** A loop within one execution: the arrays that it works on, and its pieces on them. Used again in each run, which allocates nothing. */
final class LoopJob implements Workers.Piece {
    private final LoopRun loop;
    private final Object[] operands;
    /** At which element of its slot's array each operand's buffers are counted from. */
    private final int[] begins;
    /** The launch's numbers, for those beginnings. */
    private int[][] arguments;
    /** What was read ahead by whichever thread came last: that it is kept makes it read. */
    double readAhead;

    LoopJob(LoopRun loop) {
        this.loop = loop;
        this.operands = new Object[loop.operands()];
        this.begins = new int[operands.length];
        this.arguments = loop.arguments();
    }

    /** Takes an operand's array of this run. */
    void bind(int operand, Object array, int begin) {
        operands[operand] = array;
        int further = begin - begins[operand];
        if (further != 0) {
            if (arguments == loop.arguments()) {
                arguments = Arrays.stream(arguments).map(int[]::clone).toArray(int[][]::new);
            }
            begins[operand] = begin;
            for (int[] numbers : arguments) {
                numbers[loop.offset(operand)] += further;
            }
        }
    }

    /** Lets go of the arrays. */
    void release(Object nothing) {
        Arrays.fill(operands, nothing);
    }

    @Override
    public void run(int piece) {
        readAhead = loop.piece(operands, arguments, piece);
    }

    /** Runs on one tile of the grid alone. */
    void tile(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        loop.tile(operands, arguments[0], rowFrom, rowTo, columnFrom, columnTo);
    }

    LoopRun loop() {
        return loop;
    }

    /** Copies the operands and the numbers of the first block of rows. */
    void copy(Object[] toOperands, int[] toNumbers) {
        System.arraycopy(operands, 0, toOperands, 0, operands.length);
        System.arraycopy(arguments[0], 0, toNumbers, 0, toNumbers.length);
    }
}
