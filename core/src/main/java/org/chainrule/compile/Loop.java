package org.chainrule.compile;

import java.util.List;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Step;

/**
 * A fused loop before its places are numbered into rows and columns: what it reads, computes and writes, with an address
 * for each. The last axis becomes the columns.
 *
 * @param extents the extents of the loop's axes, none of them 1
 * @param reads the buffers read, and where; they are the kernel's first operands
 * @param writes the buffers written
 * @param positions the affine numbers that steps ask for
 * @param bounds the whole numbers that steps ask for, and the bits of floating constants
 * @param steps the straight-line program
 */
record Loop(
        int[] extents,
        List<Read> reads,
        List<Write> writes,
        List<Address> positions,
        List<Integer> bounds,
        List<Step> steps) {

    /** A buffer read at an address. */
    record Read(Node buffer, Address address) {}

    /**
     * A step's value written to a buffer at an address.
     *
     * @param perRow whether the value does not change along the columns
     * @param accumulated how rows are put together, if they are
     */
    record Write(Node buffer, Address address, int step, boolean perRow, java.util.Optional<Combine> accumulated) {}

    /** Whether a step puts a whole row together, or runs along it. */
    boolean dependsOnColumns() {
        return writes.stream().anyMatch(Write::perRow)
                || steps.stream().anyMatch(step -> step instanceof Step.Reduce || step instanceof Step.Running);
    }

    /** The constant that a step stands for. */
    double number(Step.Coefficient number) {
        List<Integer> bits = number.slots().stream().map(bounds::get).toList();
        return bits.size() == 1
                ? Float.intBitsToFloat(bits.getFirst())
                : Double.longBitsToDouble(
                        (long) bits.getFirst() << Integer.SIZE | Integer.toUnsignedLong(bits.getLast()));
    }

    boolean accumulates() {
        return writes.stream().anyMatch(write -> write.accumulated().isPresent());
    }
}
