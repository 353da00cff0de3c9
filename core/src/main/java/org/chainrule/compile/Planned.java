package org.chainrule.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.plan.Plan;
import org.chainrule.runtime.Work;

/** Puts the {@link Plan} of a program together, kernel by kernel. */
final class Planned {
    private final Function<Stage, Uses> uses;
    private final Buffers buffers;
    private final Map<Object, Integer> numbers = new LinkedHashMap<>();
    private final Map<Object, int[]> spans = new HashMap<>();
    private final Map<Object, Integer> writers = new HashMap<>();
    private final List<Plan.Kernel> kernels = new ArrayList<>();

    Planned(Function<Stage, Uses> uses, Buffers buffers) {
        this.uses = uses;
        this.buffers = buffers;
    }

    /** @param parts what runs as one kernel: a loop, or a call with what is done on its tiles */
    void add(List<Stage> parts, List<Work> works) {
        Set<Integer> read = new LinkedHashSet<>();
        Set<Integer> written = new LinkedHashSet<>();
        for (Stage part : parts) {
            Uses used = uses.apply(part);
            used.read().forEach(buffer -> read.add(number(buffer)));
            used.written().forEach(buffer -> {
                written.add(number(buffer));
                writers.put(buffer, kernels.size());
            });
        }
        kernels.add(new Plan.Kernel(
                works.reversed().stream()
                        .max(Comparator.comparingDouble(Work::operations))
                        .orElseThrow()
                        .kind(),
                nodes(parts),
                List.copyOf(read),
                List.copyOf(written),
                works.stream().mapToDouble(Work::operations).sum(),
                works.stream().mapToDouble(Work::bytes).sum(),
                works.size()));
    }

    private int number(Object buffer) {
        int kernel = kernels.size();
        spans.computeIfAbsent(buffer, fresh -> new int[] {kernel, kernel})[1] = kernel;
        return numbers.computeIfAbsent(buffer, fresh -> numbers.size());
    }

    /** What a kernel computes: all between the buffers that it writes and those that others wrote before it. */
    private List<Node> nodes(List<Stage> parts) {
        Set<Node> nodes = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>();
        for (Stage part : parts) {
            switch (part) {
                case Stage.Call call -> {
                    nodes.addAll(call.results());
                    pending.add(call.node());
                }
                case Stage.Fused loop -> loop.goals().forEach(goal -> begin(goal, nodes, pending));
            }
        }
        Set<Node> seen = new HashSet<>();
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            boolean own = writers.getOrDefault(node, kernels.size()) == kernels.size();
            if (own && !(node.op() instanceof Leaf) && seen.add(node)) {
                node.inputs().forEach(pending::push);
            }
        }
        nodes.addAll(seen);
        return nodes.stream().sorted(Comparator.comparingLong(Node::number)).toList();
    }

    /** A part of a larger buffer is followed alone: other kernels may write the other parts. */
    private static void begin(Goal goal, Set<Node> nodes, Deque<Node> pending) {
        if (goal.result() != goal.body() && goal.result().op() instanceof Movement) {
            nodes.add(goal.result());
            pending.push(goal.body());
        } else {
            pending.push(goal.result());
        }
    }

    Plan plan() {
        return new Plan(
                kernels,
                numbers.keySet().stream()
                        .map(buffer -> buffers.told(buffer, Objects.requireNonNull(spans.get(buffer))))
                        .toList());
    }
}
