package org.chainrule.compile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
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

    /** A buffer read at an address, in a slice that is looked up if there is a look-up. */
    record Read(Node buffer, Address address, Optional<LookUp> lookUp) {
        Read(Node buffer, Address address) {
            this(buffer, address, Optional.empty());
        }

        Read at(Address other) {
            return new Read(buffer, other, lookUp);
        }
    }

    /**
     * Which slice of a table is meant.
     *
     * @param index where its number is read, the same for all columns
     * @param stride which of the bounds is the distance from a slice to the next
     * @param extent the number of slices
     */
    record LookUp(Read index, int stride, int extent) {}

    /**
     * A step's value written to a buffer at an address.
     *
     * @param perRow whether the value does not change along the columns
     * @param accumulated how rows are put together, if they are
     */
    record Write(
            Node buffer,
            Address address,
            int step,
            boolean perRow,
            Optional<Combine> accumulated,
            Optional<Choice> choice) {
        Write(Node buffer, Address address, int step, boolean perRow, Optional<Combine> accumulated) {
            this(buffer, address, step, perRow, accumulated, Optional.empty());
        }

        Write at(Address other) {
            return new Write(buffer, other, step, perRow, accumulated, choice);
        }

        Optional<LookUp> lookUp() {
            return choice.map(Choice::lookUp);
        }
    }

    /**
     * Rows that are written to slices that are looked up.
     *
     * @param mask the step that says whether a row is written at all, or {@link Step#NO_MASK}
     */
    record Choice(LookUp lookUp, int mask) {}

    /** All look-ups. */
    Stream<LookUp> lookUps() {
        return Stream.concat(
                reads.stream().flatMap(read -> read.lookUp().stream()),
                writes.stream().flatMap(write -> write.lookUp().stream()));
    }

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

    /** The address of element after element, in the order of the axes. */
    Address inOrder() {
        return new Address(0, Shape.of(extents).strides());
    }

    boolean accumulates() {
        return writes.stream().anyMatch(write -> write.accumulated().isPresent());
    }

    /** The same loop, reading a buffer at another address. */
    Loop reading(Node buffer, Address address) {
        List<Read> moved = reads.stream()
                .map(read -> read.buffer() == buffer ? read.at(address) : read)
                .toList();
        return new Loop(extents, moved, writes, positions, bounds, steps);
    }
}
