package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;

/** One step of a program, in the order in which they run. */
sealed interface Stage {
    /** Where it stands among the program's stages. */
    int position();

    /** When it really runs: with the product whose tiles it finishes. */
    default int runsAt() {
        return position();
    }

    /** Whether it is a kernel of its own, and not a part of a product. */
    default boolean runsAlone() {
        return true;
    }

    /** A fused loop over common axes. */
    final class Fused implements Stage {
        private final int position;
        private final int[] extents;
        private final List<Goal> goals = new ArrayList<>();
        private final Set<Node> sources = new HashSet<>();
        private Optional<Call> epilogueOf = Optional.empty();
        private Optional<Loop> loop = Optional.empty();

        Fused(int position, int[] extents) {
            this.position = position;
            this.extents = extents;
        }

        @Override
        public int position() {
            return position;
        }

        @Override
        public int runsAt() {
            return epilogueOf.map(Call::position).orElse(position);
        }

        @Override
        public boolean runsAlone() {
            return epilogueOf.isEmpty();
        }

        int[] extents() {
            return extents;
        }

        List<Goal> goals() {
            return goals;
        }

        /** The nodes that its goals are computed from: stored ones, leaves, and reductions. */
        Set<Node> sources() {
            return sources;
        }

        void add(Goal goal, Set<Node> goalSources) {
            goals.add(goal);
            sources.addAll(goalSources);
        }

        boolean computes(Node node) {
            return goals.stream().anyMatch(goal -> goal.result() == node);
        }

        Optional<Call> epilogueOf() {
            return epilogueOf;
        }

        void finish(Call call) {
            epilogueOf = Optional.of(call);
        }

        void built(Loop built) {
            loop = Optional.of(built);
        }

        Loop loop() {
            return loop.orElseThrow();
        }

        /** The user's lines that its results come from. */
        String lines() {
            return origins().stream().map(Source::toString).distinct().collect(Collectors.joining(", "));
        }

        /** What of these lines. */
        List<Source> origins() {
            return loop().writes().stream()
                    .map(write -> write.buffer().source())
                    .distinct()
                    .toList();
        }

        /** Whether anything is left to do once unread results are gone. */
        boolean isNeeded() {
            return loop.isPresent() && !loop.get().writes().isEmpty();
        }
    }

    /**
     * An operation with a kernel of its own: a matrix product, a gather, a scatter-add, or one with several results.
     *
     * @param results the buffers that it writes: the node's own, or of several results those that are read
     */
    record Call(int position, Node node, List<Node> results) implements Stage {
        public Call {
            results = List.copyOf(results);
        }
    }
}
