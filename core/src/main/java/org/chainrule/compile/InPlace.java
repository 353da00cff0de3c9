package org.chainrule.compile;

import org.chainrule.graph.Node;
import org.chainrule.kernel.Step;

/** Decides whether a result may be written over an argument: whether everything that reads the argument does so before. */
final class InPlace {
    private final Fusion.Fused fused;

    InPlace(Fusion.Fused fused) {
        this.fused = fused;
    }

    boolean isSafe(Node result, Node argument) {
        Stage.Fused writer = null;
        for (Stage stage : fused.stages()) {
            if (stage instanceof Stage.Fused loop && loop.isNeeded() && loop.computes(result)) {
                if (writer != null) {
                    return false;
                }
                writer = loop;
            }
        }
        if (writer == null || !readsSafely(writer, result, argument)) {
            return false;
        }
        for (Stage stage : fused.stages()) {
            boolean readsLater = switch (stage) {
                case Stage.Fused loop ->
                    loop != writer
                            && loop.isNeeded()
                            && loop.runsAt() >= writer.runsAt()
                            && loop.loop().reads().stream().anyMatch(read -> read.buffer() == argument);
                case Stage.Call call ->
                    call.position() >= writer.runsAt()
                            && call.node().inputs().stream()
                                    .anyMatch(input -> fused.storage()
                                            .locate(input)
                                            .filter(located -> located.buffer() == argument)
                                            .isPresent());
            };
            if (readsLater) {
                return false;
            }
        }
        return true;
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
