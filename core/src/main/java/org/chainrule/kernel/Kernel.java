package org.chainrule.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A fused loop, as fusion hands it to code generation. It names no vector type, no thread and no size: it says what is
 * done at one place (row, column), and how places are laid out is said by the numbers of {@link Layout}. Equal kernels
 * share one class, whatever the shapes.
 *
 * <p>The iteration space is a grid of rows × columns; a row number stands for {@code rowAxes} axes in row-major order.
 * {@link #steps} is a straight-line program; step k is value k and refers only to earlier ones. A value that depends on
 * no column is <em>uniform</em> and is computed once a row. A {@link Step.Reduce} ends a pass over the row's columns:
 * what depends on its result runs in a later pass over the same row.
 *
 * @param rowAxes how many axes a row number stands for
 * @param ragged whether the space is flat: row r covers the elements from r·columns on, and the last row ends at
 *     the limit of its {@link Layout}
 * @param together so many columns at a time are put together over the last row axis in registers, which divides the number of columns; 0 if
 *     each row goes to memory. All stores then accumulate, at places that are the same along that axis
 * @param operands the arrays it reads and writes, in the order in which they are passed
 * @param steps what is computed
 * @param stores what is written where
 */
public record Kernel(
        int rowAxes, boolean ragged, int together, List<Operand> operands, List<Step> steps, List<Store> stores) {
    public Kernel {
        operands = List.copyOf(operands);
        steps = List.copyOf(steps);
        stores = List.copyOf(stores);
    }

    /** Of which each row goes to memory. */
    public Kernel(int rowAxes, boolean ragged, List<Operand> operands, List<Step> steps, List<Store> stores) {
        this(rowAxes, ragged, 0, operands, steps, stores);
    }

    /** The number of {@link Step.Position} slots that the steps use. */
    public int positions() {
        return steps.stream()
                .mapToInt(step -> step instanceof Step.Position position ? position.slot() + 1 : 0)
                .max()
                .orElse(0);
    }

    /** The number of slots that {@link Step.Bound} and {@link Step.Coefficient} use. */
    public int bounds() {
        return steps.stream()
                .flatMap(step -> switch (step) {
                    case Step.Bound bound -> Stream.of(bound.slot());
                    case Step.Coefficient number -> number.slots().stream();
                    case Step.Load _, Step.Literal _, Step.Position _, Step.Apply _, Step.Reduce _, Step.Running _ ->
                        Stream.of();
                })
                .mapToInt(slot -> slot + 1)
                .max()
                .orElse(0);
    }

    /** Where the launch arguments of this kernel stand. */
    public Layout layout() {
        return new Layout(rowAxes, operands.size(), positions());
    }
}
