package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.matmul.ProductPlan;

/**
 * The matrix products of a program and the loops on their tiles. A product that nothing else reads is kept nowhere: each of its parts
 * lies in a small array while the loops run on it, so a gradient that only the optimizer reads never goes to memory.
 */
final class TiledProducts {
    /** A product of fewer elements stays in the first-level cache anyway. */
    private static final int WORTH_PARTS = 1 << 13;

    private final Storage storage;
    private final Map<Node, ProductPlan> plans = new HashMap<>();
    private final Map<Stage.Call, List<Stage.Fused>> epilogues = new HashMap<>();
    private final Set<Node> passing = new HashSet<>();

    TiledProducts(List<Node> roots, List<Stage> stages, Storage storage) {
        this.storage = storage;
        Set<Node> readElsewhere = new HashSet<>();
        roots.forEach(root -> readElsewhere.add(Storage.underReshapes(root)));
        for (Stage stage : stages) {
            switch (stage) {
                case Stage.Call call -> {
                    call(call);
                    storage.read(call.node())
                            .forEach(input ->
                                    readElsewhere.add(storage.located(input).buffer()));
                }
                case Stage.Fused loop -> {
                    loop.epilogueOf()
                            .ifPresent(call -> epilogues
                                    .computeIfAbsent(call, fresh -> new ArrayList<>())
                                    .add(loop));
                    loop.loop().reads().stream()
                            .map(Loop.Read::buffer)
                            .filter(read -> loop.epilogueOf()
                                    .filter(call -> call.node() == read)
                                    .isEmpty())
                            .forEach(readElsewhere::add);
                }
            }
        }
        epilogues.keySet().stream()
                .map(Stage.Call::node)
                .filter(node -> !readElsewhere.contains(node)
                        && node.shape().size() >= WORTH_PARTS
                        && plan(node).partRow().isPresent())
                .forEach(passing::add);
    }

    private void call(Stage.Call call) {
        Node node = call.node();
        if (node.op() instanceof MatMul) {
            plans.put(
                    node,
                    Products.plan(
                            node,
                            storage.located(node.input(0)).address(),
                            storage.located(node.input(1)).address()));
        }
    }

    ProductPlan plan(Node product) {
        return Objects.requireNonNull(plans.get(product));
    }

    /** The loops on a call's tiles, in their order. */
    List<Stage.Fused> epilogues(Stage.Call call) {
        return epilogues.getOrDefault(call, List.of());
    }

    /** Whether a product has no buffer. */
    boolean isPassing(Object buffer) {
        return buffer instanceof Node node && passing.contains(node);
    }

    /** A stage's loop, reading from parts what is kept nowhere else. */
    Loop loop(Stage.Fused stage) {
        Loop loop = stage.loop();
        return stage.epilogueOf()
                .map(Stage.Call::node)
                .filter(passing::contains)
                .map(product -> loop.reading(product, inParts(product, loop)))
                .orElse(loop);
    }

    /** Where a loop finds the elements of a product's parts, whose rows may be several of its axes: they lie as far apart as the parts' do. */
    private Address inParts(Node product, Loop loop) {
        int row = plan(product).partRow().orElseThrow();
        int[] steps = loop.inOrder().steps().clone();
        for (int axis = 0; axis < steps.length - 1; axis++) {
            steps[axis] = steps[axis] / product.shape().extent(-1) * row;
        }
        return new Address(0, steps);
    }
}
