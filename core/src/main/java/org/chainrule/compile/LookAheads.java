package org.chainrule.compile;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Layout;
import org.chainrule.kernel.Operand;
import org.chainrule.runtime.LookAhead;

/** Which of a launch's look-ups are read ahead: those in tables that are too large for a core's own caches. */
final class LookAheads {
    /** The bytes of a table that comes from afar. */
    private static final int LARGE = 1 << 20;

    private LookAheads() {}

    static List<LookAhead> of(Launch launch) {
        return IntStream.range(0, launch.loop().reads().size())
                .boxed()
                .flatMap(read -> ahead(launch, read).stream())
                .toList();
    }

    private static Optional<LookAhead> ahead(Launch launch, int read) {
        Operand operand = launch.kernel().operands().get(read);
        Layout layout = launch.kernel().layout();
        return operand.through()
                .filter(_ -> launch.blocks() == 1 && operand.along() == Operand.Along.UNIT)
                .filter(_ -> isLarge(launch.loop().reads().get(read).buffer()) && isWholeSlice(launch, read))
                .flatMap(through -> step(launch.grid(), through.index())
                        .map(step -> new LookAhead(
                                read,
                                layout.operand(read),
                                through.index(),
                                layout.operand(through.index()),
                                step,
                                layout.bound(through.stride()),
                                launch.grid().columns())));
    }

    private static boolean isLarge(Node table) {
        return (long) table.shape().size() * table.dtype().bytes() > LARGE;
    }

    /** Whether a row's place in the table follows from the look-up alone. */
    private static boolean isWholeSlice(Launch launch, int read) {
        int[] steps = launch.grid().addresses().get(read).steps();
        return IntStream.range(0, steps.length - 1).allMatch(axis -> steps[axis] == 0);
    }

    /** How far the element of an operand for one row lies from that of the next, if that is the same for all rows. */
    private static Optional<Integer> step(Grid grid, int operand) {
        int[] rows = grid.rows();
        int[] steps = grid.addresses().get(operand).steps();
        boolean even = rows.length > 0
                && IntStream.range(0, rows.length - 1)
                        .allMatch(axis -> steps[axis] == steps[axis + 1] * rows[axis + 1]);
        return even ? Optional.of(steps[rows.length - 1]) : Optional.empty();
    }
}
