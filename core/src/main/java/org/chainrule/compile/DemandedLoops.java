package org.chainrule.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;

/** Builds the loops of stages from the last to the first, so that each computes just what a later one reads. */
final class DemandedLoops {
    private final List<Stage> stages;
    private final Storage storage;
    private final Function<Stage, Predicate<Node>> earlierThan;
    private final Set<Node> read = new HashSet<>();
    private final Set<Node> mustStore = new HashSet<>();

    /** @param earlierThan which nodes have their value in a buffer when a stage runs */
    DemandedLoops(List<Stage> stages, Storage storage, Function<Stage, Predicate<Node>> earlierThan) {
        this.stages = stages;
        this.storage = storage;
        this.earlierThan = earlierThan;
    }

    /** The nodes that some loop cannot read through its view: they must be stored, and fusion begun anew. */
    Set<Node> mustStore() {
        return mustStore;
    }

    /** Builds all loops, later ones first, so that each computes just what is read; gives what is computed twice and should not be. */
    Set<Node> build(Set<Node> outputs) {
        outputs.forEach(output -> read.add(Storage.underReshapes(output)));
        Set<Node> once = new HashSet<>();
        Set<Node> twice = new HashSet<>();
        for (Stage stage : stages.reversed()) {
            switch (stage) {
                case Stage.Call call -> read.addAll(storage.buffers(call.node()));
                case Stage.Fused fused -> {
                    if (fused.goals().stream().noneMatch(goal -> read.contains(goal.result()))) {
                        continue;
                    }
                    Loop loop;
                    try {
                        loop = LoopBuilder.build(
                                fused.extents(), fused.goals(), earlierThan.apply(stage), read::contains);
                    } catch (LoopFailure.NotViewable e) {
                        // without the goals that nothing reads, nodes are met in another order
                        mustStore.add(e.node());
                        continue;
                    }
                    fused.built(loop);
                    loop.reads().forEach(loaded -> read.add(loaded.buffer()));
                    inlined(fused).stream().filter(node -> !once.add(node)).forEach(twice::add);
                }
            }
        }
        return new Repeated(storage, twice).worthStoring();
    }

    /** The nodes that a stage computes in place. */
    private Set<Node> inlined(Stage.Fused stage) {
        Set<Node> inlined = new HashSet<>();
        Set<Node> seen = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>();
        stage.goals().stream()
                .filter(goal -> read.contains(goal.result()))
                .map(Goal::body)
                .filter(seen::add)
                .forEach(pending::push);
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            boolean elsewhere = storage.isBoundary(node) && !stage.computes(node);
            if (!elsewhere) {
                if (node.op() instanceof Elementwise && !storage.contains(node)) {
                    inlined.add(node);
                }
                node.inputs().stream().filter(seen::add).forEach(pending::push);
            }
        }
        return inlined;
    }
}
