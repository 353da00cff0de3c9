package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pick;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;
import org.chainrule.interpret.CulpritSearch;
import org.chainrule.interpret.Interpreter;

/**
 * Finds the operation that makes a gradient wrong. Every node of the graph is taken alone, on the values at hand, and
 * its own rule is compared with differences; the first whose rule disagrees is the culprit.
 */
final class BlameSearch {
    /** A graph of more nodes than this is searched at its beginning only. */
    private static final int MOST_NODES = 5_000;

    private BlameSearch() {}

    static Optional<Blame> wrongRule(Problem problem, Rule rule, double scale, SplittableRandom random) {
        List<Node> order = Topology.of(problem.outputs());
        Set<Node> moving = new HashSet<>(problem.arguments());
        List<Node> suspects = new ArrayList<>();
        for (Node node : order) {
            if (node.inputs().stream().anyMatch(moving::contains)) {
                moving.add(node);
                suspects.add(node);
            }
        }
        for (Node node : suspects.subList(0, Math.min(suspects.size(), MOST_NODES))) {
            for (int input = 0; input < node.inputs().size(); input++) {
                if (isSmooth(node, input)) {
                    Optional<Blame> blame = alone(node, input, rule, scale, random);
                    if (blame.isPresent()) {
                        return blame;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSmooth(Node node, int input) {
        return !(node.op() instanceof Pick)
                && node.dtype().isFloating()
                && node.input(input).dtype().isFloating()
                && node.op().differentiable(input);
    }

    /** One operation by one of its inputs, the others held fast. */
    private static Optional<Blame> alone(Node node, int input, Rule rule, double scale, SplittableRandom random) {
        List<Node> inputs = Interpreter.oracle(node.inputs(), Map.of()).stream()
                .map(Node::constant)
                .toList();
        Node copy = Node.of(node.op(), inputs);
        List<Node> results = Tuple.results(copy).stream()
                .filter(result -> result.dtype().isFloating())
                .toList();
        Problem problem = Problem.of(List.of(inputs.get(input)), results, random);
        Node upstream = Tuple.upstream(copy, Problem.parts(results, problem.weights()));
        Problem planted = problem.with(List.of(rule.downstream(copy, input, upstream)));
        Direction direction = Direction.random(planted, Place.all(planted, 0), scale, random);
        double analytic = direction.along(planted.computedGradients());
        Slope slope = Slope.judge(direction, planted.here(), planted.weights(), analytic);
        return slope.verdict() == Verdict.WRONG
                ? Optional.of(new Blame(
                        name(node),
                        node.source(),
                        String.format(
                                Locale.ROOT,
                                "its rule by input %d gives %.10g along a direction, differences give %.10g ± %.1e",
                                input,
                                analytic,
                                slope.numeric(),
                                slope.uncertainty())))
                : Optional.empty();
    }

    /**
     * The first node that makes something not finite of finite inputs, in the value or, failing that, in the gradients.
     */
    static Optional<Blame> nonFinite(Problem problem) {
        return CulpritSearch.of(problem.outputs(), Map.of())
                .culprit()
                .or(() -> CulpritSearch.of(problem.gradients(), Map.of()).culprit())
                .map(culprit -> new Blame(culprit.operation(), culprit.source(), culprit.toString()));
    }

    private static String name(Node node) {
        return node.op().toString().toLowerCase(Locale.ROOT);
    }
}
