package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Step;

/** Decides whether a result may be written over an argument: whether everything that reads the argument does so before. */
final class InPlace {
    private final Map<Node, Set<Stage.Fused>> writers = new HashMap<>();
    private final Map<Node, List<Stage>> readers = new HashMap<>();

    InPlace(Fusion.Fused fused) {
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
                case Stage.Call call ->
                    call.node()
                            .inputs()
                            .forEach(input ->
                                    fused.storage().locate(input).ifPresent(located -> reads(call, located.buffer())));
            }
        }
    }

    private void reads(Stage stage, Node buffer) {
        readers.computeIfAbsent(buffer, node -> new ArrayList<>()).add(stage);
    }

    boolean isSafe(Node result, Node argument) {
        Set<Stage.Fused> all = writers.getOrDefault(result, Set.of());
        if (all.size() != 1) {
            return false;
        }
        Stage.Fused writer = all.iterator().next();
        return readsSafely(writer, result, argument)
                && readers.getOrDefault(argument, List.of()).stream().noneMatch(stage -> switch (stage) {
                    case Stage.Fused loop -> loop != writer && loop.runsAt() >= writer.runsAt();
                    case Stage.Call call -> call.position() >= writer.runsAt();
                });
    }

    /** Whether the loop that writes the result reads the argument only at the place that it then overwrites. */
    private static boolean readsSafely(Stage.Fused writer, Node result, Node argument) {
        Loop loop = writer.loop();
        boolean passes = loop.steps().stream().anyMatch(step -> step instanceof Step.Reduce);
        boolean reads = loop.reads().stream().anyMatch(read -> read.buffer() == argument);
        return !(passes && reads)
                && loop.writes().stream()
                        .filter(write -> write.buffer() == result)
                        .allMatch(write -> write.accumulated().isEmpty()
                                && loop.reads().stream()
                                        .filter(read -> read.buffer() == argument)
                                        .allMatch(read -> read.address().equals(write.address())));
    }
}
