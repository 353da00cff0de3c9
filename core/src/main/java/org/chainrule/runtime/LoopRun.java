package org.chainrule.runtime;

import java.util.List;
import java.util.function.Supplier;
import org.chainrule.warmup.KernelCode;

/** A fused loop over a grid of rows × columns. */
public final class LoopRun implements Instruction {
    /** Below this much work, in vector operations times elements, the caller runs all pieces itself. */
    private static final long WORTH_SHARING = 60_000;

    private final int number;
    private final KernelCode code;
    private final int[] slots;
    private final int[][] arguments;
    private final int[] offsets;
    private final List<LookAhead> ahead;
    private final Cut cut;
    private final boolean shared;
    private final Supplier<String> description;

    /**
     * @param number which of the program's loops
     * @param slots the slot of each operand
     * @param arguments the launch's numbers; one array for all pieces, or one for each
     * @param offsets where among them it stands at which element an operand begins
     * @param ahead the look-ups that are read ahead, if pieces are whole rows and all of them have the same numbers
     * @param weight the work at each place, in vector operations
     * @param description gives the kernel in words, when it is asked for
     */
    public LoopRun(
            int number,
            KernelCode code,
            int[] slots,
            int[][] arguments,
            int[] offsets,
            Cut cut,
            List<LookAhead> ahead,
            int weight,
            Supplier<String> description) {
        this.number = number;
        this.code = code;
        this.slots = slots.clone();
        this.arguments = arguments.clone();
        this.offsets = offsets.clone();
        this.cut = cut;
        this.ahead = cut.columnPieces() == 1 && arguments.length == 1 ? List.copyOf(ahead) : List.of();
        this.shared = cut.pieces() > 1 && (long) cut.rows() * cut.columns() * weight > WORTH_SHARING;
        this.description = description;
    }

    /** Which of the program's loops. */
    int number() {
        return number;
    }

    /** The number of its operands. */
    int operands() {
        return slots.length;
    }

    /** The launch's numbers, where each slot's array is read from its first element on. */
    int[][] arguments() {
        return arguments;
    }

    /** Where among them an operand's offset stands. */
    int offset(int operand) {
        return offsets[operand];
    }

    @Override
    public void run(Execution execution) {
        LoopJob job = job(execution);
        int pieces = cut.pieces();
        if (shared) {
            execution.workers().run(pieces, job);
        } else {
            for (int piece = 0; piece < pieces; piece++) {
                job.run(piece);
            }
        }
    }

    /** The loop's job in an execution, with the arrays of this run. */
    LoopJob job(Execution execution) {
        LoopJob job = execution.job(number, this);
        for (int i = 0; i < slots.length; i++) {
            job.bind(i, execution.array(slots[i]), execution.begin(slots[i]));
        }
        return job;
    }

    /** @return the sum of what was read ahead: of a whole piece, which is still in the second-level cache when the loop comes to it */
    double piece(Object[] operands, int[][] arguments, int piece) {
        int row = piece / cut.columnPieces() * cut.pieceRows();
        int end = Math.min(cut.rows(), row + cut.pieceRows());
        int column = piece % cut.columnPieces() * cut.pieceColumns();
        int[] numbers = arguments.length == 1 ? arguments[0] : arguments[piece];
        double read = 0;
        for (int i = 0; i < ahead.size(); i++) {
            read += ahead.get(i).read(operands, numbers, row, end);
        }
        code.run(operands, numbers, row, end, column, Math.min(cut.columns(), column + cut.pieceColumns()));
        return read;
    }

    /** Runs on one tile of the grid alone. */
    void tile(Object[] operands, int[] numbers, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        code.run(operands, numbers, rowFrom, rowTo, columnFrom, columnTo);
    }

    @Override
    public String describe() {
        return description.get();
    }
}
