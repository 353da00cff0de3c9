package org.chainrule.lens.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chainrule.Backpropagation;
import org.chainrule.Backpropagation.Step;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.plan.Plan;

/**
 * The loss and its gradient as they are compiled: kernels with their nodes and times, and where the buffers lie. So that the compiler's
 * nodes are found again in the graph, it is built once more with the number of each node as its source line, which the compiler hands on
 * to whatever it makes of the node, its gradient included.
 */
public final class KernelView {
    private static final String NUMBERED = "the number of a node";

    /** HotSpot compiles a kernel after some hundreds of runs. */
    private static final int WARM_UP_RUNS = 600;

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int RUNS = 31;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<Step> steps;
    private final List<Integer> leaves = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final List<Integer> parameters = new ArrayList<>();
    private final Compiled<List<Tensor>, List<Tensor>> compiled = Compiled.of(this::lossAndGradient);

    /** @param model by whose floating tensors the gradient is taken; if it has none, by all that is given */
    public KernelView(Backpropagation loss, Object model) {
        this.steps = loss.steps();
        List<Node> named = Tree.leaves(model).stream().map(Tensor::node).toList();
        boolean byAll = steps.stream().noneMatch(step -> named.contains(step.node()) && isFloating(step));
        for (int i = 0; i < steps.size(); i++) {
            Node node = steps.get(i).node();
            if (named.contains(node) || node.op() instanceof Leaf.Constant) {
                if (isFloating(steps.get(i)) && (byAll || named.contains(node))) {
                    parameters.add(leaves.size());
                }
                leaves.add(i);
                values.add(Tensor.of(node));
            }
        }
    }

    private static boolean isFloating(Step step) {
        return step.upstream().isPresent();
    }

    private List<Tensor> lossAndGradient(List<Tensor> given) {
        Map<Node, Node> built = new HashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            built.put(steps.get(leaves.get(i)).node(), given.get(i).node());
        }
        for (int i = 0; i < steps.size(); i++) {
            Node node = steps.get(i).node();
            if (!built.containsKey(node)) {
                List<Node> inputs = node.inputs().stream()
                        .map(input -> built.getOrDefault(input, input))
                        .toList();
                built.put(node, Source.as(numbered(i), () -> Node.of(node.op(), inputs)));
            }
        }
        Node end = steps.getLast().node();
        Tensor loss = Tensor.of(built.getOrDefault(end, end));
        List<Tensor> by = parameters.stream().map(given::get).toList();
        List<Tensor> results = new ArrayList<>(List.of(loss));
        results.addAll(Gradient.of(loss).at(by));
        return results;
    }

    private static Source numbered(int number) {
        return new Source(NUMBERED, "", "", number);
    }

    /** Compiles and measures: takes a few seconds. */
    public Map<String, ?> document() {
        Plan plan = compiled.plan(values);
        List<double[]> runs = measured();
        List<Map<String, ?>> kernels = new ArrayList<>();
        for (int i = 0; i < plan.kernels().size(); i++) {
            kernels.add(kernel(plan.kernels().get(i), median(runs, i)));
        }
        return Map.of(
                "kernels", kernels,
                "buffers", plan.buffers().stream().map(this::buffer).toList(),
                "runs", runs.size(),
                "threads", Runtime.getRuntime().availableProcessors());
    }

    private List<double[]> measured() {
        long begin = System.nanoTime();
        for (int i = 0; i < WARM_UP_RUNS && System.nanoTime() - begin < WARM_UP_NANOS; i++) {
            compiled.seconds(values);
        }
        List<double[]> runs = new ArrayList<>();
        begin = System.nanoTime();
        while (runs.isEmpty() || runs.size() < RUNS && System.nanoTime() - begin < NANOS) {
            runs.add(compiled.seconds(values));
        }
        return runs;
    }

    private static double median(List<double[]> runs, int kernel) {
        double[] seconds =
                runs.stream().mapToDouble(run -> run[kernel]).sorted().toArray();
        return seconds[seconds.length / 2];
    }

    private Map<String, ?> kernel(Plan.Kernel kernel, double seconds) {
        return Map.of(
                "kind", kernel.kind(),
                "seconds", seconds,
                "operations", kernel.operations(),
                "bytes", kernel.bytes(),
                "reads", kernel.reads(),
                "writes", kernel.writes(),
                "nodes",
                        kernel.nodes().stream()
                                .filter(node -> !isNumber(node))
                                .map(this::node)
                                .toList());
    }

    /** A number of the program's text, in the shape that it is wanted in. */
    private static boolean isNumber(Node node) {
        return node.op() instanceof Movement && node.input(0).op() instanceof Leaf.Literal;
    }

    private Map<String, ?> node(Node node) {
        return Map.of(
                "op", node.op().toString().toLowerCase(Locale.ROOT),
                "type", node.type().toString(),
                "of", origin(node),
                "backward", node.source().pass() == Source.Pass.BACKWARD);
    }

    /** The node of the graph that a compiled one comes from, or −1. */
    private int origin(Node node) {
        if (node.op() instanceof Leaf.Argument argument) {
            return leaves.get(argument.index());
        }
        return node.source().className().equals(NUMBERED) ? node.source().line() : -1;
    }

    private Map<String, ?> buffer(Plan.Buffer buffer) {
        Map<String, Object> view = new HashMap<>(node(buffer.node()));
        view.put("partial", buffer.partial());
        view.put("home", buffer.home().toString().toLowerCase(Locale.ROOT));
        view.put("storage", buffer.type().toString().toLowerCase(Locale.ROOT));
        view.put("offset", buffer.offset() * buffer.type().bytes());
        view.put("bytes", buffer.bytes());
        view.put("first", buffer.first());
        view.put("last", buffer.last());
        return view;
    }
}
