package org.chainrule.compile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.kernel.Step;
import org.chainrule.matmul.MatmulPlan;

/**
 * Lets a loop over a matrix product's elements run on each tile as it is finished, while it is in cache: bias, activation
 * and the optimizer's update of the weights become part of the product.
 */
final class Epilogues {
    private final Map<Node, Integer> runsAt = new HashMap<>();
    private final Map<Node, Integer> lastReads = new HashMap<>();
    private final Map<Node, Node> donated;

    private Epilogues(Map<Node, Node> donated) {
        this.donated = donated;
    }

    static void attach(List<Stage> stages, Storage storage, Map<Node, Node> donated) {
        Epilogues epilogues = new Epilogues(donated);
        Map<Node, Stage.Call> products = new HashMap<>();
        for (Stage stage : stages) {
            switch (stage) {
                case Stage.Call call -> {
                    call.results().forEach(result -> epilogues.runsAt.put(result, call.position()));
                    storage.buffers(call.node()).forEach(buffer -> epilogues.read(buffer, call.position()));
                    if (call.node().op() == MatMul.MATMUL) {
                        products.put(call.node(), call);
                    }
                }
                case Stage.Fused fused -> {
                    if (fused.isNeeded()) {
                        epilogues.finish(fused, products);
                        fused.loop().writes().forEach(write -> epilogues.runsAt.put(write.buffer(), fused.runsAt()));
                        fused.loop().reads().forEach(read -> epilogues.read(read.buffer(), fused.runsAt()));
                    }
                }
            }
        }
    }

    private void read(Node buffer, int position) {
        lastReads.merge(buffer, position, Math::max);
    }

    /** With the latest product that the loop reads, if everything else that it reads is there by then. */
    private void finish(Stage.Fused stage, Map<Node, Stage.Call> products) {
        Optional<Stage.Call> latest = stage.loop().reads().stream()
                .map(Loop.Read::buffer)
                .filter(products::containsKey)
                .map(products::get)
                .max(Comparator.comparingInt(Stage.Call::position));
        latest.ifPresent(call -> inOrderOf(stage.loop(), call.node())
                .filter(loop -> canFinish(loop, call))
                .ifPresent(loop -> {
                    stage.built(loop);
                    stage.finish(call);
                }));
    }

    /** The loop with its rows as they lie in a product that it reads. */
    private static Optional<Loop> inOrderOf(Loop loop, Node product) {
        return loop.reads().stream()
                .filter(read -> read.buffer() == product)
                .findFirst()
                .flatMap(read -> Interchange.inOrderOf(loop, read.address()));
    }

    private boolean canFinish(Loop loop, Stage.Call call) {
        Shape shape = call.node().shape();
        boolean matrix = shape.extent(-1) > 1 && shape.extent(-2) > 1;
        boolean sameRows = isOver(loop.extents(), shape);
        boolean rowsWhole = shape.extent(-1) <= MatmulPlan.WHOLE_ROWS || !loop.dependsOnColumns();
        boolean running = loop.steps().stream().anyMatch(step -> step instanceof Step.Running);
        if (loop.lookUps().findAny().isPresent()
                || !matrix
                || !sameRows
                || !rowsWhole
                || running
                || !TileBlocks.suit(loop, shape)) {
            return false;
        }
        Address whole = loop.inOrder();
        for (Loop.Read read : loop.reads()) {
            boolean itself = read.buffer() == call.node();
            if (itself ? !read.address().equals(whole) : runsAt.getOrDefault(read.buffer(), -1) >= call.position()) {
                return false;
            }
        }
        return loop.writes().stream()
                .map(write -> donated.get(write.buffer()))
                .allMatch(taken -> taken == null || lastReads.getOrDefault(taken, -1) < call.position());
    }

    /** Whether a loop has the rows and columns of a product; its rows may lie along other axes, as those of a batch of sequences. */
    private static boolean isOver(int[] extents, Shape product) {
        return extents.length > 0
                && extents[extents.length - 1] == product.extent(-1)
                && Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b) == product.size();
    }
}
