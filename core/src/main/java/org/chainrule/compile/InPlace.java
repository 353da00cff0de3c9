package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.kernel.Step;

/** Decides whether a result may be written over an argument, or another value: whether everything that reads that does so before. */
final class InPlace {
    private final Map<Node, Set<Stage.Fused>> writers = new HashMap<>();
    private final Map<Node, Stage.Call> additions = new HashMap<>();
    private final Map<Node, List<Stage>> readers = new HashMap<>();

    private final Storage storage;

    InPlace(Fusion.Fused fused) {
        storage = fused.storage();
        for (Stage stage : fused.stages()) {
            switch (stage) {
                case Stage.Fused loop -> {
                    if (loop.isNeeded()) {
                        loop.goals()
                                .forEach(goal -> writers.computeIfAbsent(goal.result(), node -> new HashSet<>())
                                        .add(loop));
                        loop.loop().reads().forEach(read -> reads(loop, read.buffer()));
                    }
                }
                case Stage.Call call -> call(call);
            }
        }
    }

    private void call(Stage.Call call) {
        if (call.node().op() instanceof ScatterAdd) {
            additions.put(call.node(), call);
        }
        storage.buffers(call.node()).forEach(buffer -> reads(call, buffer));
    }

    private void reads(Stage stage, Node buffer) {
        readers.computeIfAbsent(buffer, node -> new ArrayList<>()).add(stage);
    }

    boolean isSafe(Node result, Node argument) {
        Stage.Call addition = additions.get(result);
        if (addition != null) {
            return isTable(argument, result) && isReadBefore(argument, addition.position(), addition);
        }
        Set<Stage.Fused> all = writers.getOrDefault(result, Set.of());
        if (all.size() != 1) {
            return false;
        }
        Stage.Fused writer = all.iterator().next();
        return readsSafely(writer, result, argument) && isReadBefore(argument, writer.runsAt(), writer);
    }

    /** Whether all that reads a buffer, but for the stage that overwrites it, runs before a position. */
    private boolean isReadBefore(Node buffer, int position, Stage writer) {
        return readers.getOrDefault(buffer, List.of()).stream()
                .allMatch(stage -> stage == writer || runsAt(stage) < position);
    }

    private static int runsAt(Stage stage) {
        return switch (stage) {
            case Stage.Fused loop -> loop.runsAt();
            case Stage.Call call -> call.position();
        };
    }

    /** Whether an argument is what slices are added to, and nothing else that the addition reads. */
    private boolean isTable(Node argument, Node addition) {
        List<Node> buffers = storage.buffers(addition);
        return !Storage.isIntoZeros(addition) && buffers.indexOf(argument) == 0 && buffers.lastIndexOf(argument) == 0;
    }

    /** Whether the loop that writes the result reads the argument only at the place that it then overwrites. */
    private static boolean readsSafely(Stage.Fused writer, Node result, Node argument) {
        Loop loop = writer.loop();
        boolean passes = loop.steps().stream().anyMatch(step -> step instanceof Step.Reduce);
        boolean reads = loop.reads().stream().anyMatch(read -> read.buffer() == argument);
        boolean filled = writer.goals().stream().anyMatch(goal -> goal.result() == result && isFilled(goal, argument));
        return !((passes || filled) && reads)
                && loop.writes().stream()
                        .filter(write -> write.buffer() == result)
                        .allMatch(write -> write.accumulated().isEmpty()
                                && loop.reads().stream()
                                        .filter(read -> read.buffer() == argument)
                                        .allMatch(read -> read.address().equals(write.address())
                                                && read.lookUp().equals(write.lookUp())));
    }

    /** Whether something else stands in the place of the argument before the loop runs: zeros, or the table to which slices are added. */
    private static boolean isFilled(Goal goal, Node argument) {
        return goal.leavesGaps()
                || goal.kind() == Goal.Kind.ADD
                        && Storage.underReshapes(goal.result().input(0)) != argument;
    }
}
