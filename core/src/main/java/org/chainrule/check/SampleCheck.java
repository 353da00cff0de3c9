package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.autodiff.Forward;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Domain;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sample;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Tuple;
import org.chainrule.interpret.Interpreter;

/**
 * One operation on inputs that were drawn from its sample.
 *
 * @param result the operation's node
 * @param moving those of its inputs that are floating
 * @param settings how much is checked
 */
record SampleCheck(Node result, List<Node> moving, Settings settings) {
    static SampleCheck of(Sample sample, long draw) {
        List<Node> inputs = sample.draw(draw);
        Node result = Node.of(sample.op(), inputs);
        List<Node> moving =
                inputs.stream().filter(input -> input.dtype().isFloating()).toList();
        return new SampleCheck(result, moving, new Settings(2, 64, 1, 1, draw));
    }

    /** Everything but {@link #mixed}. */
    List<Finding> findings(int order) {
        if (!isSmooth()) {
            return order == 1 ? List.of(none()) : List.of();
        }
        Problem problem = Problem.of(moving, smooth(), settings.random(0));
        return inspect(order == 1 ? problem : problem.derived(settings.random(1)), order);
    }

    /** Reverse mode of forward mode. */
    List<Finding> mixed(int order) {
        if (!isSmooth() || order != 2) {
            return List.of();
        }
        SplittableRandom random = settings.random(2);
        Map<Node, Node> directions = new HashMap<>();
        for (Node input : moving) {
            double[] direction = IntStream.range(0, input.shape().size())
                    .mapToDouble(i -> random.nextDouble(0.5, 1.5) * (random.nextBoolean() ? 1 : -1))
                    .toArray();
            directions.put(input, Problem.constant(input.shape(), direction));
        }
        List<Node> tangents = Forward.tangents(smooth(), directions);
        return inspect(Problem.of(moving, tangents, random), order);
    }

    private List<Finding> inspect(Problem problem, int order) {
        List<String> names =
                IntStream.range(0, moving.size()).mapToObj(i -> "input " + i).toList();
        return new Inspection(problem, names, order, settings).findings();
    }

    /** Those of its results that are floating. */
    private List<Node> smooth() {
        return Tuple.results(result).stream()
                .filter(node -> node.dtype().isFloating())
                .toList();
    }

    /** Whether its derivative is that of its value: where nothing floats there is none, and one operation hides it. */
    private boolean isSmooth() {
        return !smooth().isEmpty() && !moving.isEmpty() && result.op() != StopGradient.STOP_GRADIENT;
    }

    /** That it can be computed, and that both modes give zeros. */
    private Finding none() {
        List<Node> flows = new ArrayList<>();
        Node first = Tuple.results(result).getFirst();
        Node real = first.cast(DType.FLOAT64);
        flows.addAll(Reverse.gradients(real, real.one(), moving));
        Map<Node, Node> ones = new HashMap<>();
        moving.forEach(input -> ones.put(input, input.one()));
        flows.addAll(Forward.tangents(List.of(real), ones));
        double[] all = Problem.run(flows, values());
        boolean zero = java.util.Arrays.stream(all).allMatch(flow -> flow == 0);
        int size = Interpreter.oracle(List.of(first), values()).getFirst().toDoubles().length;
        boolean whole = size == first.shape().size();
        return Finding.ofValue(
                1,
                zero && whole ? Verdict.PASSED : Verdict.WRONG,
                zero ? "" : "has no gradient, but one that is not zero flows");
    }

    /** What the result needs to be computed beside its inputs. */
    private Map<Node, Data> values() {
        return result.op() instanceof Leaf.Argument argument
                ? Map.of(result, Domain.REALS.sample(argument.type().shape(), settings.seed()))
                : Map.of();
    }
}
