package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Layout;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;
import org.chainrule.runtime.Cut;

/**
 * A loop as a kernel with the numbers that it is run with. Where rows are put together, the grid is cut into blocks of
 * rows with a partial result each, which a second launch puts together in order.
 *
 * @param loop what it runs
 * @param grid its rows and columns
 * @param kernel what is done at each place
 * @param buffers the buffer of each operand
 * @param cut how the grid is cut
 * @param blocks the number of blocks with partial results, or 1
 */
record Launch(Loop loop, Grid grid, Kernel kernel, List<Object> buffers, Cut cut, int blocks) {
    /** The places of a block of rows that are put together before blocks are. */
    private static final int BLOCK = 1 << 15;

    private static final int MOST_BLOCKS = 32;
    /** The lanes of a logical vector: shorter rows take as long as one. */
    private static final int VECTOR = 16;

    /** The partial results of one buffer: so many times its length. */
    record Partial(Node buffer, Combine combine, int count) {}

    /** @param matrix whether it runs on the tiles of a product, so that its axes stay as they are */
    static Launch of(Loop asBuilt, boolean matrix) {
        Loop loop = matrix ? TileBlocks.of(asBuilt) : Interchange.of(asBuilt);
        Grid grid = Grid.of(loop, matrix);
        boolean puts = !matrix && loop.accumulates() || grid.isFolded();
        int rows = grid.rowCount();
        int weight = Weights.of(loop);
        boolean columnsIndependent = !loop.dependsOnColumns();
        Cut cut;
        int blocks = 1;
        if (!puts) {
            cut = columnsIndependent
                    ? Cut.anyhow(rows, grid.columns(), weight)
                    : Cut.byRows(rows, grid.columns(), weight);
        } else if (columnsIndependent && together(loop, grid) > 1) {
            cut = Cut.byGroups(rows, grid.columns(), together(loop, grid), weight);
        } else if (columnsIndependent && grid.columns() >= 64) {
            cut = Cut.byColumns(rows, grid.columns());
        } else {
            int blockRows = blockRows(rows, grid.columns(), weight);
            blocks = Math.ceilDiv(rows, blockRows);
            cut = blocks > 1 ? Cut.ofRows(rows, grid.columns(), blockRows) : Cut.whole(rows, grid.columns());
        }
        return assemble(loop, grid, cut, blocks, matrix);
    }

    /** The rows of a block: a power of two of blocks, if they can be equal, so that two threads or four have as many each. */
    private static int blockRows(int rows, int columns, int weight) {
        long places = (long) rows * Math.ceilDiv(columns, VECTOR) * VECTOR;
        long wanted = Math.ceilDiv(places, Cut.worthSharing(weight, BLOCK));
        int blocks = Integer.highestOneBit(2 * (int) Math.min(MOST_BLOCKS, wanted) - 1);
        return Math.ceilDiv(rows, Math.min(rows, blocks));
    }

    /** How many neighbouring rows at a time are put together, if all others go elsewhere; else 0. */
    private static int together(Loop loop, Grid grid) {
        int writes = loop.reads().size();
        boolean apart = grid.rows().length > 1
                && grid.rows()[0] > 1
                && IntStream.range(0, loop.writes().size())
                        .allMatch(write -> loop.writes().get(write).lookUp().isEmpty()
                                && grid.addresses().get(writes + write).steps()[0] != 0);
        return apart && !grid.isFolded() ? grid.rowCount() / grid.rows()[0] : 0;
    }

    private static Launch assemble(Loop loop, Grid grid, Cut cut, int blocks, boolean matrix) {
        List<Operand> operands = new ArrayList<>();
        List<Object> buffers = new ArrayList<>();
        List<Store> stores = new ArrayList<>();
        for (Loop.Read read : loop.reads()) {
            operands.add(operand(read.buffer().dtype(), grid, operands.size(), through(loop, read.lookUp())));
            buffers.add(read.buffer());
        }
        for (Loop.Write write : loop.writes()) {
            Optional<Combine> combine = combine(loop, grid, write);
            int mask = write.choice().map(Loop.Choice::mask).orElse(Step.NO_MASK);
            stores.add(new Store(operands.size(), write.step(), combine, mask));
            operands.add(operand(write.buffer().dtype(), grid, operands.size(), through(loop, write.lookUp())));
            int count = matrix && combine.isPresent() ? TileBlocks.count(loop, write) : blocks;
            buffers.add(
                    combine.isPresent() && count > 1
                            ? new Partial(write.buffer(), combine.get(), count)
                            : write.buffer());
        }
        int together = matrix ? 0 : Together.columns(loop, grid, cut, stores, operands);
        Kernel kernel = new Kernel(grid.rows().length, grid.isFolded(), together, operands, loop.steps(), stores);
        return new Launch(loop, grid, kernel, buffers, cut, blocks);
    }

    /** How a write's rows are put together; a folded row is a part of a row. */
    private static Optional<Combine> combine(Loop loop, Grid grid, Loop.Write write) {
        return grid.isFolded() && loop.steps().get(write.step()) instanceof Step.Reduce reduce
                ? Optional.of(reduce.combine())
                : write.accumulated();
    }

    private static Optional<Operand.Through> through(Loop loop, Optional<Loop.LookUp> lookUp) {
        return lookUp.map(asked -> new Operand.Through(loop.reads().indexOf(asked.index()), asked.stride()));
    }

    private static Operand operand(DType dtype, Grid grid, int index, Optional<Operand.Through> through) {
        int step = grid.columnStep(grid.addresses().get(index));
        return new Operand(
                dtype,
                switch (step) {
                    case 0 -> Operand.Along.ZERO;
                    case 1 -> Operand.Along.UNIT;
                    default -> Operand.Along.ANY;
                },
                through);
    }

    /** With some of the operands alone, and stores to these. */
    Launch with(List<Integer> kept, List<Store> changed) {
        List<Operand> operands = kept.stream().map(kernel.operands()::get).toList();
        List<Address> addresses = Stream.concat(
                        kept.stream().map(grid.addresses()::get),
                        grid.addresses().stream().skip(kernel.operands().size()))
                .toList();
        return new Launch(
                loop,
                new Grid(grid.rows(), grid.columns(), grid.limit(), addresses),
                new Kernel(kernel.rowAxes(), kernel.ragged(), kernel.together(), operands, kernel.steps(), changed),
                kept.stream().map(buffers::get).toList(),
                cut,
                blocks);
    }

    /** The launch that puts partial results together. */
    static Launch combining(Partial partial) {
        int size = partial.buffer().shape().size();
        DType dtype = partial.buffer().dtype();
        List<Step> steps = new ArrayList<>(List.of(new Step.Load(0, Step.NO_MASK)));
        boolean single = size == 1;
        if (single) {
            steps.add(new Step.Reduce(partial.combine(), 0));
        }
        // one result: a row of partial results; several: a row of results for each block
        Address from = new Address(0, single ? new int[] {1} : new int[] {size, 1});
        Address to = new Address(0, single ? new int[] {0} : new int[] {0, 1});
        Grid grid = single
                ? new Grid(new int[0], partial.count(), 0, List.of(from, to))
                : new Grid(new int[] {partial.count()}, size, 0, List.of(from, to));
        Store store = new Store(1, steps.size() - 1, single ? Optional.empty() : Optional.of(partial.combine()));
        List<Operand> operands = List.of(
                new Operand(dtype, Operand.Along.UNIT),
                new Operand(dtype, single ? Operand.Along.ZERO : Operand.Along.UNIT));
        Kernel kernel = new Kernel(grid.rows().length, false, operands, steps, List.of(store));
        Loop loop = new Loop(new int[0], List.of(), List.of(), List.of(), List.of(), steps);
        Cut cut = single ? Cut.whole(1, partial.count()) : Cut.byColumns(partial.count(), size);
        return new Launch(loop, grid, kernel, List.of(partial, partial.buffer()), cut, 1);
    }

    /** Whether several whole rows may be run as one: no place knows where its row ends. */
    boolean runsOn() {
        return grid.runsOn() && !grid.isFolded() && !loop.dependsOnColumns() && !loop.accumulates();
    }

    /** The stores that put rows together, whose buffers must first hold what changes nothing. */
    List<Store> accumulating() {
        return kernel.stores().stream()
                .filter(store -> store.accumulate().isPresent())
                .toList();
    }

    /**
     * The numbers of the launch, see {@link Layout}.
     *
     * @param offsets where each operand's buffer begins
     * @param block which block of rows; its partial results stand at its place
     */
    int[] arguments(int[] offsets, int block) {
        Layout layout = kernel.layout();
        int bounds = loop.bounds().size();
        int[] arguments = new int[layout.bound(bounds)];
        arguments[Layout.COLUMNS] = grid.columns();
        arguments[Layout.LIMIT] = grid.limit();
        System.arraycopy(grid.rows(), 0, arguments, Layout.ROW_EXTENTS, grid.rows().length);
        for (int i = 0; i < kernel.operands().size(); i++) {
            int shift = buffers.get(i) instanceof Partial partial && blocks > 1
                    ? block * partial.buffer().shape().size()
                    : 0;
            put(arguments, layout.operand(i), grid.addresses().get(i), offsets[i] + shift);
        }
        for (int i = 0; i < loop.positions().size(); i++) {
            Address address = grid.addresses().get(kernel.operands().size() + i);
            put(arguments, layout.position(i), address, 0);
        }
        for (int i = 0; i < bounds; i++) {
            arguments[layout.bound(i)] = loop.bounds().get(i);
        }
        return arguments;
    }

    private void put(int[] arguments, int group, Address address, int begin) {
        arguments[group] = begin + address.offset();
        arguments[group + 1] = grid.columnStep(address);
        System.arraycopy(address.steps(), 0, arguments, group + 2, grid.rows().length);
    }
}
