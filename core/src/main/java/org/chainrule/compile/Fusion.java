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
import java.util.Set;
import org.chainrule.graph.Gather;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pick;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.RunningSum;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Span;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;

/**
 * Puts what is computed over the same axes into one loop: elementwise chains, reductions with what they reduce, and what
 * follows a reduction within a row. Goals are placed one after the other in topological order, each into the earliest loop
 * that it can share, else into a new one.
 */
final class Fusion {
    /** Rows longer than this are not kept in cache from one pass to the next, so nothing waits within them for a reduction. */
    private static final int LONGEST_ROW = 1 << 15;
    /** So often fusion is begun anew because something costly is computed twice; then it is left so. */
    private static final int MOST_RECOMPUTATIONS = 4;
    /** How many of the latest loops over the same axes are tried, beside the earliest that has all there is to read. */
    private static final int CANDIDATES = 4;

    private final List<Node> order;
    private final Set<Node> outputs;
    private final Map<Node, Node> donated;
    private final Storage storage;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<Node, Integer> positions = new HashMap<>();
    private final Map<Node, Integer> lastReads = new HashMap<>();
    private final Map<List<Integer>, List<Stage.Fused>> byExtents = new HashMap<>();
    private final Set<Node> mustStore = new HashSet<>();
    private final Map<Node, List<Node>> picks = new HashMap<>();

    private Fusion(List<Node> order, Set<Node> outputs, Map<Node, Node> donated, Storage storage) {
        this.order = order;
        this.outputs = outputs;
        this.donated = donated;
        this.storage = storage;
    }

    /**
     * The stages that compute the outputs.
     *
     * @param outputs nodes that are stored as they are
     * @param donated for an output, the argument whose buffer it should take over
     */
    static Fused of(Collection<Node> outputs, Map<Node, Node> donated) {
        List<Node> order = Topology.of(outputs);
        Storage storage = new Storage(order, outputs);
        boolean condensed = false;
        for (int recomputing = 0; ; recomputing++) {
            Fusion fusion = new Fusion(order, new HashSet<>(outputs), donated, storage);
            fusion.place();
            if (fusion.mustStore.isEmpty()) {
                DemandedLoops loops = new DemandedLoops(fusion.stages, storage, fusion::earlierThan);
                Set<Node> twice = loops.build(fusion.outputs);
                Set<Node> costly = recomputing < MOST_RECOMPUTATIONS ? twice : Set.of();
                fusion.mustStore.addAll(loops.mustStore());
                boolean settled = costly.isEmpty() && fusion.mustStore.isEmpty();
                List<Node> early = settled && !condensed ? fusion.early() : List.of();
                condensed |= settled;
                early.forEach(storage::add);
                if (settled && early.isEmpty()) {
                    Epilogues.attach(fusion.stages, storage, donated);
                    return new Fused(fusion.stages, storage);
                }
                costly.forEach(storage::add);
            }
            fusion.mustStore.forEach(storage::add);
        }
    }

    /** What is better stored than all the buffers that it is computed of, where a loop can compute it that is there. */
    private List<Node> early() {
        return new Condensed(stages, outputs, storage, positions)
                .values().stream()
                        .filter(early -> fits(early.stage(), Goal.store(early.value())))
                        .map(Condensed.Early::value)
                        .toList();
    }

    /** What fusion made: the stages, and which nodes have buffers. */
    record Fused(List<Stage> stages, Storage storage) {}

    private void place() {
        Set<Node> waiting = new HashSet<>(donated.keySet());
        for (Node node : order) {
            if (!waiting.isEmpty()) {
                node.inputs().forEach(waiting::remove);
            }
            if (node.op() instanceof Pick) {
                picks.computeIfAbsent(node.input(0), several -> new ArrayList<>())
                        .add(node);
            }
        }
        // what overwrites an argument waits for all that reads the argument, if nothing waits for it in turn
        List<Node> last = new ArrayList<>();
        for (Node node : order) {
            if (waiting.contains(node)) {
                last.add(node);
            } else {
                place(node);
            }
        }
        last.forEach(this::place);
    }

    private void place(Node node) {
        if (node.shape().size() == 0 || Goal.isLeaf(node)) {
            return;
        }
        switch (node.op()) {
            case Gather _ -> {
                if (storage.contains(node)) {
                    call(node);
                }
            }
            case ScatterAdd _ when LookUps.isWritable(node) -> place(Goal.add(node));
            case MatMul _, ScatterAdd _, Tuple _ -> call(node);
            case Pick _ -> {}
            case RunningSum _ -> place(Goal.scan(node));
            case Movement.Concat concat -> {
                int[] strides = node.shape().strides();
                int start = 0;
                for (Node part : node.inputs()) {
                    if (part.shape().size() > 0) {
                        place(Goal.part(node, part, start * strides[concat.axis()], strides));
                    }
                    start += part.shape().extent(concat.axis());
                }
            }
            case Reduce _ -> place(ShortReduction.is(node) ? Goal.store(node) : Goal.reduce(node));
            case Movement.Pad pad when storage.contains(node) && isSpread(pad) -> place(spread(node, pad));
            default -> {
                if (storage.contains(node)) {
                    place(Goal.store(node));
                }
            }
        }
    }

    /** Whether a padding leaves gaps between elements, which no view can express. */
    static boolean isSpread(Movement.Pad pad) {
        return pad.spans().stream().anyMatch(span -> Math.abs(span.step()) != 1);
    }

    private static Goal spread(Node node, Movement.Pad pad) {
        int[] strides = node.shape().strides();
        int offset = 0;
        int[] steps = new int[strides.length];
        for (int axis = 0; axis < strides.length; axis++) {
            Span span = pad.spans().get(axis);
            offset += span.start() * strides[axis];
            steps[axis] = span.step() * strides[axis];
        }
        return Goal.part(node, node.input(0), offset, steps);
    }

    private void call(Node node) {
        int position = stages.size();
        List<Node> results = picks.getOrDefault(node, List.of(node));
        stages.add(new Stage.Call(position, node, results));
        results.forEach(result -> positions.put(result, position));
        storage.buffers(node).forEach(buffer -> lastReads.merge(buffer, position, Math::max));
    }

    private void place(Goal goal) {
        Set<Node> sources = sources(goal);
        int earliest = sources.stream()
                .mapToInt(source -> positions.getOrDefault(source, -1))
                .max()
                .orElse(-1);
        Node overwritten = donated.get(goal.result());
        if (overwritten != null) {
            earliest = Math.max(earliest, lastReads.getOrDefault(overwritten, -1));
        }
        for (Stage.Fused candidate : candidates(goal, earliest, sources)) {
            if (fits(candidate, goal)) {
                join(candidate, goal, sources);
                return;
            }
        }
        Stage.Fused fresh = new Stage.Fused(stages.size(), extents(goal));
        stages.add(fresh);
        byExtents
                .computeIfAbsent(boxed(fresh.extents()), extents -> new ArrayList<>())
                .add(fresh);
        fits(fresh, goal);
        join(fresh, goal, sources);
    }

    private void join(Stage.Fused stage, Goal goal, Set<Node> sources) {
        stage.add(goal, sources);
        positions.merge(goal.result(), stage.position(), Math::max);
        sources.forEach(source -> lastReads.merge(source, stage.position(), Math::max));
    }

    private static int[] extents(Goal goal) {
        if (goal.kind() != Goal.Kind.SCAN) {
            return View.loopOver(goal.body().shape());
        }
        int[] order = LoopBuilder.scanOrder(goal.body().shape().rank(), goal.scanAxis());
        return Arrays.stream(order)
                .map(goal.body().shape()::extent)
                .filter(extent -> extent != 1)
                .toArray();
    }

    private List<Stage.Fused> candidates(Goal goal, int earliest, Set<Node> sources) {
        List<Stage.Fused> candidates = new ArrayList<>();
        if (goal.kind() == Goal.Kind.SCAN) {
            return candidates;
        }
        int[] extents = extents(goal);
        if (earliest >= 0 && stages.get(earliest) instanceof Stage.Fused stage) {
            boolean same = Arrays.equals(stage.extents(), extents) && isRelated(stage, goal, sources);
            if (same || isRowOf(extents, stage)) {
                candidates.add(stage);
            }
        }
        List<Stage.Fused> same = byExtents.getOrDefault(boxed(extents), List.of());
        for (Stage.Fused stage : same.subList(Math.max(0, same.size() - CANDIDATES), same.size())) {
            if (stage.position() > earliest && isRelated(stage, goal, sources)) {
                candidates.add(stage);
            }
        }
        return candidates;
    }

    /** Whether a loop over these axes can run once a row of the stage's loop. */
    private static boolean isRowOf(int[] extents, Stage.Fused stage) {
        return stage.extents().length == extents.length + 1
                && Arrays.equals(Arrays.copyOf(stage.extents(), extents.length), extents)
                && stage.extents()[extents.length] <= LONGEST_ROW;
    }

    /** Whether a goal reads something that the stage reads or computes: only then is sharing the loop worth it. */
    private static boolean isRelated(Stage.Fused stage, Goal goal, Set<Node> sources) {
        return stage.goals().stream().noneMatch(other -> other.kind() == Goal.Kind.SCAN)
                && sources.stream()
                        .anyMatch(source -> source.shape().size() > 1
                                && (stage.sources().contains(source) || stage.computes(source)));
    }

    private boolean fits(Stage.Fused stage, Goal goal) {
        List<Goal> together = new ArrayList<>(stage.goals());
        together.add(goal);
        boolean rowTooLong = stage.extents().length > 0
                && stage.extents()[stage.extents().length - 1] > LONGEST_ROW
                && sources(goal).stream().anyMatch(source -> source.op() instanceof Reduce && stage.computes(source));
        try {
            Loop loop = LoopBuilder.build(stage.extents(), together, earlierThan(stage), node -> true);
            return !rowTooLong && Weights.of(loop) <= Weights.KERNEL_LIMIT;
        } catch (LoopFailure.Misplaced _) {
            return false;
        } catch (LoopFailure.NotViewable e) {
            mustStore.add(e.node());
            return false;
        } catch (LoopFailure.TooLong e) {
            if (stage.goals().isEmpty()) {
                mustStore.add(e.node());
            }
            return false;
        }
    }

    private java.util.function.Predicate<Node> earlierThan(Stage stage) {
        return node -> Goal.isLeaf(node)
                || positions.getOrDefault(node, Integer.MAX_VALUE) < stage.position()
                || storage.contains(node) && node.shape().size() == 0;
    }

    /** The stored nodes, leaves and reductions that a goal is computed from. */
    private Set<Node> sources(Goal goal) {
        Set<Node> sources = new HashSet<>();
        Set<Node> seen = new HashSet<>(goal.besides());
        seen.add(goal.body());
        Deque<Node> pending = new ArrayDeque<>(seen);
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            if (storage.isBoundary(node) && node != goal.result()) {
                sources.add(node);
            } else {
                node.inputs().stream().filter(seen::add).forEach(pending::push);
            }
        }
        return sources;
    }

    private static List<Integer> boxed(int... extents) {
        return Arrays.stream(extents).boxed().toList();
    }
}
