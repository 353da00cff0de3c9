package org.chainrule.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;

/**
 * Values that a loop computes of several buffers that are kept for nothing else, though all were there long before: as an activation's
 * gradient by its input, of the input and of what the activation computed of it. They are stored in place of these buffers, by the loop that
 * computes the last of them.
 */
final class Condensed {
    /** So many buffers are no longer needed for the one. */
    private static final int SEVERAL = 2;
    /** Of fewer elements nothing is gained. */
    private static final int SOME = 1024;

    private final List<Stage> stages;
    private final Set<Node> outputs;
    private final Storage storage;
    private final Map<Node, Integer> positions;
    private final Map<Node, Set<Stage>> readers = new HashMap<>();

    /** @param positions by which stage a stored value has been computed */
    Condensed(List<Stage> stages, Set<Node> outputs, Storage storage, Map<Node, Integer> positions) {
        this.stages = stages;
        this.outputs = outputs;
        this.storage = storage;
        this.positions = positions;
        for (Stage stage : stages) {
            switch (stage) {
                case Stage.Call call -> storage.buffers(call.node()).forEach(buffer -> read(buffer, call));
                case Stage.Fused loop -> {
                    if (loop.isNeeded()) {
                        loop.loop().reads().forEach(read -> read(read.buffer(), loop));
                    }
                }
            }
        }
    }

    private void read(Node buffer, Stage stage) {
        readers.computeIfAbsent(buffer, fresh -> new HashSet<>()).add(stage);
    }

    /** A value and the loop that should compute it. */
    record Early(Node value, Stage.Fused stage) {}

    /** Of each loop the one that takes in most. */
    List<Early> values() {
        List<Early> values = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof Stage.Fused loop && loop.isNeeded() && lonely(loop) >= SEVERAL) {
                find(loop).ifPresent(values::add);
            }
        }
        return values;
    }

    /** How many buffers a loop reads that one other at most reads. */
    private long lonely(Stage.Fused loop) {
        return loop.loop().reads().stream()
                .map(Loop.Read::buffer)
                .distinct()
                .filter(buffer -> storage.contains(buffer)
                        && buffer.shape().size() >= SOME
                        && Objects.requireNonNull(readers.get(buffer)).size() <= 2)
                .count();
    }

    private Optional<Early> find(Stage.Fused loop) {
        List<Node> bodies = loop.goals().stream()
                .filter(goal -> loop.loop().writes().stream().anyMatch(write -> write.buffer() == goal.result()))
                .map(Goal::body)
                .toList();
        Predicate<Node> below = node -> storage.isBoundary(node) && !loop.computes(node);
        // inputs come first, so of nested values the last one is the largest
        return Topology.of(bodies, below.negate()).reversed().stream()
                .filter(node -> node.op() instanceof Elementwise
                        && node.shape().size() >= SOME
                        && !storage.isBoundary(node)
                        && node.dtype().isFloating())
                .flatMap(node -> early(node, loop, bodies).stream())
                .findFirst();
    }

    /** The value with the loop in which it should be computed, if it is computed by then, and of what nothing else reads any more. */
    private Optional<Early> early(Node node, Stage.Fused loop, List<Node> bodies) {
        Set<Node> sources = sources(List.of(node), other -> false);
        int last = sources.stream()
                .mapToInt(source -> positions.getOrDefault(source, -1))
                .max()
                .orElse(-1);
        if (last < 0
                || last >= loop.position()
                || !(stages.get(last) instanceof Stage.Fused stage)
                || !Arrays.equals(stage.extents(), View.loopOver(node.shape()))) {
            return Optional.empty();
        }
        Set<Node> besides = sources(bodies, other -> other == node);
        long gone = sources.stream()
                .filter(source -> source.shape().size() >= node.shape().size()
                        && storage.contains(source)
                        && !outputs.contains(source)
                        && !besides.contains(source)
                        && Set.of(loop, stage).containsAll(readers.getOrDefault(source, Set.of())))
                .count();
        return gone >= SEVERAL ? Optional.of(new Early(node, stage)) : Optional.empty();
    }

    /** The stored nodes, leaves and reductions that nodes are computed from, but for what others are needed for alone. */
    private Set<Node> sources(Collection<Node> of, Predicate<Node> without) {
        Set<Node> sources = new HashSet<>();
        Set<Node> seen = new HashSet<>(of);
        Deque<Node> pending = new ArrayDeque<>(seen);
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            if (without.test(node)) {
                continue;
            }
            if (storage.isBoundary(node) && !of.contains(node)) {
                sources.add(node);
            } else {
                node.inputs().stream().filter(seen::add).forEach(pending::push);
            }
        }
        return sources;
    }
}
