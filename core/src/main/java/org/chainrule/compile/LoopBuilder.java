package org.chainrule.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Cast;
import org.chainrule.graph.DType;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Recompute;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.Select;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Window;
import org.chainrule.kernel.Step;

/**
 * Writes the straight-line program of a loop: follows each goal's body down to what is stored already, carrying views
 * through movements. The depth is bounded, as fusion stores a node before too much hangs below it.
 */
final class LoopBuilder {
    /** Beyond so many steps what is asked for at several places of the loop is stored, not computed at each. */
    private static final int REPEATING_LIMIT = 100;
    /** More steps than this make a method that HotSpot does not compile, if it is a method at all. */
    private static final int MOST_STEPS = 600;

    private final int[] extents;
    private final Predicate<Node> storedEarlier;
    private final Map<Node, View> here = new HashMap<>();
    private final Set<Node> assembled = new HashSet<>();
    private final Map<Node, Goal> reductions = new HashMap<>();
    private final LoopCode code;
    private final Map<Place, Integer> values = new HashMap<>();
    private final Set<Node> visited = new HashSet<>();

    private record Place(Node node, View view, int mask) {}

    private LoopBuilder(int[] extents, List<Goal> goals, Predicate<Node> storedEarlier) {
        this.extents = extents;
        this.storedEarlier = storedEarlier;
        boolean wide = goals.stream().anyMatch(goal -> goal.body().dtype().bytes() == 8);
        this.code = new LoopCode(wide ? DType.INT64 : DType.INT32);
        for (Goal goal : goals) {
            View body = bodyView(goal);
            switch (goal.kind()) {
                case STORE -> {
                    if (goal.result() == goal.body()) {
                        here.put(goal.result(), body);
                    } else {
                        assembled.add(goal.result());
                    }
                }
                case REDUCE -> {
                    here.put(goal.result(), body.without(goal.axes()));
                    reductions.put(goal.result(), goal);
                }
                case SCAN, ADD -> assembled.add(goal.result());
            }
        }
    }

    /**
     * The loop of some goals.
     *
     * @param extents the loop's axes
     * @param storedEarlier which nodes have their value in a buffer when the loop runs
     * @param wanted which of the goals' results something outside the loop reads
     * @throws LoopFailure.NotViewable if a node below a goal must be stored first
     * @throws LoopFailure.Misplaced if the goals cannot share one loop
     * @throws LoopFailure.TooLong if a node below the goals is computed at so many places that it should be stored first
     */
    static Loop build(int[] extents, List<Goal> goals, Predicate<Node> storedEarlier, Predicate<Node> wanted) {
        LoopBuilder builder = new LoopBuilder(extents, goals, storedEarlier);
        GoalWriter writer = new GoalWriter(builder, builder.code);
        for (Goal goal : goals) {
            if (wanted.test(goal.result())) {
                writer.write(goal);
            }
        }
        return builder.code.loop(extents, writer.writes());
    }

    /** The view of a goal's body at the places of the loop. */
    View bodyView(Goal goal) {
        if (goal.kind() == Goal.Kind.SCAN) {
            // the axis that is run along becomes the last one of the loop
            Shape shape = goal.body().shape();
            int rank = shape.rank();
            int[] order = scanOrder(rank, goal.scanAxis());
            Shape moved =
                    Shape.of(java.util.Arrays.stream(order).map(shape::extent).toArray());
            View view = View.identity(extents, moved).orElseThrow(() -> new LoopFailure.Misplaced(goal.result()));
            return view.pick(shape, Axes.of(order).inverse().toArray());
        }
        return View.identity(extents, goal.body().shape()).orElseThrow(() -> new LoopFailure.Misplaced(goal.result()));
    }

    static int[] scanOrder(int rank, int axis) {
        return java.util.stream.IntStream.range(0, rank)
                .map(place -> place == rank - 1 ? axis : place < axis ? place : place + 1)
                .toArray();
    }

    /** Where the slices of a table lie that indices name, by the view of all of them. */
    Loop.Read slice(Node table, Node indices, View view) {
        Node from = Storage.underReshapes(table);
        Node numbers = Storage.underReshapes(indices);
        if (!storedEarlier.test(from) || !storedEarlier.test(numbers)) {
            throw new LoopFailure.Misplaced(from);
        }
        int rank = indices.shape().rank();
        View which = view.pick(indices.shape(), range(0, rank));
        Shape rest = table.shape().range(1, table.shape().rank());
        Address within = view.pick(rest, range(rank, view.shape().rank())).address();
        Loop.LookUp lookUp =
                code.lookUp(numbers, which.address(), rest.size(), table.shape().extent(0));
        return new Loop.Read(from, within, Optional.of(lookUp));
    }

    private int lookedUp(Node node, View view, int mask) {
        View which =
                view.pick(node.input(1).shape(), range(0, node.input(1).shape().rank()));
        if (mask != Step.NO_MASK || extents.length == 0 || !isRowLevel(which)) {
            throw new LoopFailure.NotViewable(node);
        }
        return code.load(slice(node.input(0), node.input(1), view), Step.NO_MASK);
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }

    /** Whether no axis of the tensor moves with the loop's last axis. */
    boolean isRowLevel(View view) {
        for (int axis = 0; axis < view.shape().rank(); axis++) {
            if (extents.length > 0 && view.steps(axis)[extents.length - 1] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the loop has no columns, or its values are the same in all of them. */
    boolean isPerRow(View view) {
        return extents.length == 0 || isRowLevel(view);
    }

    /** The step that gives a node's values where a view looks. */
    int evaluate(Node node, View view, int mask) {
        Place place = new Place(node, view, mask);
        Integer known = values.get(place);
        if (known != null) {
            return known;
        }
        int value = compute(node, view, mask);
        values.put(place, value);
        if (code.length() > MOST_STEPS) {
            shorten();
        }
        return value;
    }

    private void shorten() {
        Map<Node, Integer> places = new HashMap<>();
        for (Place place : values.keySet()) {
            // the loop's own results are stored whatever else is
            if (!Goal.isLeaf(place.node) && !storedEarlier.test(place.node) && !here.containsKey(place.node)) {
                places.merge(place.node, 1, Integer::sum);
            }
        }
        places.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .max(Map.Entry.<Node, Integer>comparingByValue()
                        .thenComparingLong(entry -> entry.getKey().number()))
                .ifPresent(entry -> {
                    throw new LoopFailure.TooLong(entry.getKey());
                });
    }

    private int compute(Node node, View view, int mask) {
        if (storedEarlier.test(node)) {
            return code.load(new Loop.Read(node, view.address()), mask);
        }
        View own = here.get(node);
        if (assembled.contains(node)
                || own != null
                        && view.reshaped(node.shape()).filter(own::equals).isEmpty()) {
            throw new LoopFailure.Misplaced(node);
        }
        return switch (node.op()) {
            case Leaf.Literal literal -> code.literal(literal);
            case Leaf.Iota iota -> {
                View at = viewOf(node, view);
                Address number = new Address(at.offset(0), at.steps(0));
                int position = code.position(number);
                yield iota.dtype() == code.positionType() ? position : code.apply(new Cast(iota.dtype()), position);
            }
            case Elementwise op ->
                code.apply(
                        op,
                        notRepeated(node).inputs().stream()
                                .mapToInt(input -> evaluate(input, view, mask))
                                .toArray());
            case Movement.Reshape _, Recompute _ -> evaluate(node.input(0), view, mask);
            case Movement.Broadcast broadcast ->
                evaluate(
                        node.input(0),
                        viewOf(node, view)
                                .pick(node.input(0).shape(), broadcast.kept().toArray()),
                        mask);
            case Movement.Permute permute ->
                evaluate(
                        node.input(0),
                        viewOf(node, view)
                                .pick(
                                        node.input(0).shape(),
                                        permute.order().inverse().toArray()),
                        mask);
            case Movement.Slice slice ->
                evaluate(
                        node.input(0),
                        viewOf(node, view).unslice(slice.spans(), node.input(0).shape()),
                        mask);
            case Window window ->
                evaluate(
                        node.input(0),
                        viewOf(node, view).unwindow(window, node.input(0).shape()),
                        mask);
            case Gather _ when LookUps.isReadable(node) -> lookedUp(node, viewOf(node, view), mask);
            case Movement.Pad pad -> padded(node, pad, viewOf(node, view), mask);
            case Reduce reduce
            when own != null && ShortReduction.is(node) && !reductions.containsKey(node) ->
                writtenOut(node, reduce, viewOf(node, view), mask);
            case Reduce reduce
            when reductions.containsKey(node) && reduce.axes().count() == 1 -> reducedHere(node, reduce);
            case Reduce _ -> throw new LoopFailure.Misplaced(node);
            default -> throw new LoopFailure.NotViewable(node);
        };
    }

    /** The result of a reduction over this loop's columns, needed later in the same row. */
    private int reducedHere(Node node, Reduce reduce) {
        View body = bodyView(java.util.Objects.requireNonNull(reductions.get(node)));
        View kept = body.without(reduce.axes());
        if (isRowLevel(body) || !isRowLevel(kept)) {
            throw new LoopFailure.Misplaced(node);
        }
        return code.step(new Step.Reduce(reduce.combine(), evaluate(node.input(0), body, Step.NO_MASK)));
    }

    private int writtenOut(Node node, Reduce reduce, View view, int mask) {
        return ShortReduction.views(node, view).stream()
                .mapToInt(at -> evaluate(node.input(0), at, mask))
                .reduce((a, b) -> code.apply(
                        switch (reduce.combine()) {
                            case SUM -> Binary.ADD;
                            case MAX -> Binary.MAX;
                            case MIN -> Binary.MIN;
                        },
                        a,
                        b))
                .orElseThrow();
    }

    private static View viewOf(Node node, View view) {
        return view.reshaped(node.shape()).orElseThrow(() -> new LoopFailure.NotViewable(node));
    }

    private int padded(Node node, Movement.Pad pad, View view, int mask) {
        if (pad.spans().stream().anyMatch(span -> Math.abs(span.step()) != 1)) {
            throw new LoopFailure.NotViewable(node);
        }
        View inner = view.unpad(pad.spans(), node.input(0).shape());
        int inside = mask;
        int guard = Step.NO_MASK;
        for (int axis = 0; axis < inner.shape().rank(); axis++) {
            if (!inner.staysInside(axis)) {
                int condition = code.within(
                        new Address(inner.offset(axis), inner.steps(axis)),
                        inner.shape().extent(axis));
                guard = code.both(guard, condition);
                inside = code.both(inside, condition);
            }
        }
        int value = evaluate(node.input(0), inner, inside);
        return guard == Step.NO_MASK
                ? value
                : code.apply(Select.SELECT, guard, value, code.step(Step.Literal.of(node.dtype(), 0)));
    }

    /** What is computed here again should be stored first, unless this loop is what stores it. */
    private Node notRepeated(Node node) {
        if (!visited.add(node) && code.length() > REPEATING_LIMIT && !here.containsKey(node)) {
            throw new LoopFailure.NotViewable(node);
        }
        return node;
    }
}
