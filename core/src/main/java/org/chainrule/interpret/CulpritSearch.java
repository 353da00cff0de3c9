package org.chainrule.interpret;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.chainrule.graph.Data;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;

/**
 * Finds where a NaN or an infinity comes from: from the result upstream, through nodes that have it at the same elements,
 * to the first whose inputs have it not. What a select or a product with 0 leaves out is not followed.
 */
public final class CulpritSearch {
    private final Map<Node, Data> values = new HashMap<>();
    private final Set<Node> marks = new HashSet<>();
    private final List<Node> roots;

    private CulpritSearch(List<Node> roots, Map<Node, Data> arguments) {
        this.roots = roots;
        List<Node> order = Topology.of(roots);
        List<Data> computed = Interpreter.run(order, arguments);
        for (int i = 0; i < order.size(); i++) {
            values.put(order.get(i), computed.get(i));
        }
        addMarks(order);
    }

    /**
     * Computes a graph, node after node, and keeps all values.
     *
     * @param roots the results
     * @param arguments values of nodes that have none, as the arguments of a compiled function
     */
    public static CulpritSearch of(List<Node> roots, Map<Node, Data> arguments) {
        return new CulpritSearch(roots, arguments);
    }

    /**
     * The first operation that makes NaN of what is none or, if there is no NaN, an infinity of what is finite; none if all
     * results are finite, or infinite by a number that the user wrote.
     */
    public Optional<Culprit> culprit() {
        return origin(roots, Double::isNaN)
                .or(() -> origin(roots, Double::isInfinite))
                .map(this::culprit);
    }

    /** The first operation that makes what is looked for of inputs that have it not. */
    Optional<Culprit> culprit(DoublePredicate bad) {
        return origin(roots, bad).map(this::culprit);
    }

    /** Whether all results are finite when computed node after node. */
    public boolean isFinite() {
        return roots.stream().map(this::value).allMatch(Range::isFinite);
    }

    private Culprit culprit(Node node) {
        boolean isNaN = Range.of(value(node)).nan() > 0;
        List<Data> inputs = node.inputs().stream().map(this::value).toList();
        Optional<Culprit> inside = node.op() instanceof Enclosing enclosing
                ? new InsideSearch(isNaN ? Double::isNaN : Double::isInfinite).of(enclosing, inputs)
                : Optional.empty();
        Optional<Node> infinite =
                isNaN && !(node.op() instanceof Leaf) ? origin(node.inputs(), Double::isInfinite) : Optional.empty();
        return inside.orElseGet(() -> new Culprit(node, value(node), inputs, infinite, List.of()));
    }

    /** The earliest node above the roots that has what none of its inputs has. */
    private Optional<Node> origin(List<Node> results, DoublePredicate bad) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>();
        Set<Node> origins = new HashSet<>();
        for (Node root : results) {
            if (has(root, bad) && seen.add(root)) {
                pending.push(root);
            }
        }
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            boolean inherited = false;
            for (Node input : node.inputs()) {
                if (hasBoth(node, input, bad) && !isMark(input, bad)) {
                    inherited = true;
                    if (seen.add(input)) {
                        pending.push(input);
                    }
                }
            }
            if (!inherited && !(node.op() instanceof Leaf.Literal) && !isMark(node, bad)) {
                origins.add(node);
            }
        }
        return origins.stream().min(Comparator.comparingLong(Node::number));
    }

    private boolean isMark(Node node, DoublePredicate bad) {
        return bad.test(Double.NaN) && marks.contains(node);
    }

    /** Numbers that someone wrote, in any shape: NaN among them marks what must not be, as a wrong label; infinities are masks. */
    private void addMarks(List<Node> order) {
        for (Node node : order) {
            boolean moved = node.inputs().size() == 1 && marks.contains(node.input(0));
            if (node.op() instanceof Leaf.Literal || moved && node.op() instanceof Movement) {
                marks.add(node);
            }
        }
    }

    private Data value(Node node) {
        return Objects.requireNonNull(values.get(node));
    }

    private boolean has(Node node, DoublePredicate bad) {
        return hasBoth(node, node, bad);
    }

    /** Whether a node and its input have it; of elementwise operations at the same place. */
    private boolean hasBoth(Node node, Node input, DoublePredicate bad) {
        if (!input.dtype().isFloating()) {
            return false;
        }
        Data before = value(input);
        Data after = value(node);
        boolean aligned = node.op() instanceof Elementwise && node.dtype().isFloating();
        for (int i = 0; i < input.shape().size(); i++) {
            if (bad.test(before.getDouble(i)) && (!aligned || bad.test(after.getDouble(i)))) {
                return true;
            }
        }
        return false;
    }
}
