package org.chainrule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.compile.Compiler;
import org.chainrule.graph.Data;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Type;
import org.chainrule.interpret.Interpreter;
import org.chainrule.runtime.Program;
import org.chainrule.threads.Workers;

/**
 * Computes tensors when their values are asked for: a small graph at once, element by element; a large one compiled. Which
 * of the two is decided by the graph alone, so the numbers never depend on what ran before.
 */
final class Evaluation {
    /** Graphs of at most this many elementary operations are interpreted. */
    private static final long SMALL = 20_000;

    /** So are graphs whose nodes have on average at most this many. */
    private static final long TINY = 50;

    /** The programs of the graphs evaluated last: a graph that differs only in its numbers is the same. */
    private static final int KEPT_PROGRAMS = 64;

    private static final Map<Structure, Program> PROGRAMS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Structure, Program> eldest) {
            return size() > KEPT_PROGRAMS;
        }
    };

    private Evaluation() {}

    /** A graph without its numbers: for each node its operation (of a constant the type) and which nodes it takes. */
    private record Structure(List<Object> operations, List<List<Integer>> inputs, List<Integer> roots) {}

    /** The elements of nodes; what was computed before is used, and what is computed is kept. */
    static List<Data> of(List<Node> nodes) {
        missing(nodes).forEach(Node::keep);
        return nodes.stream().map(node -> node.value().orElseThrow()).toList();
    }

    /**
     * The elements of nodes in arrays that belong to the caller; nothing is kept, so large values are held once.
     *
     * @param taking whether known values are taken from their nodes rather than copied, see {@link Data#take}
     */
    static Object[] owned(List<Node> nodes, boolean taking) {
        // before any is taken
        nodes.forEach(node -> node.value().ifPresent(Data::check));
        Map<Node, Data> fresh = missing(nodes);
        Object[] arrays = new Object[nodes.size()];
        Map<Data, Integer> firsts = new HashMap<>();
        for (int i = 0; i < arrays.length; i++) {
            Node node = nodes.get(i);
            Optional<Data> known = node.value();
            Data data = known.or(() -> Optional.ofNullable(fresh.get(node))).orElseThrow();
            Integer first = firsts.putIfAbsent(data, i);
            if (first != null) {
                arrays[i] = Data.copy(node.type(), arrays[first], 0).array();
            } else if (known.isPresent() && !taking) {
                arrays[i] = Data.copy(node.type(), data.array(), 0).array();
            } else {
                arrays[i] = data.take();
            }
        }
        return arrays;
    }

    /** What is not yet known of some nodes, computed. */
    private static Map<Node, Data> missing(List<Node> nodes) {
        Map<Node, Data> values = new HashMap<>();
        List<Node> missing = new ArrayList<>();
        nodes.stream()
                .filter(node -> node.value().isEmpty())
                .distinct()
                .forEach(node -> copies(node).ifPresentOrElse(data -> values.put(node, data), () -> missing.add(node)));
        if (!missing.isEmpty()) {
            List<Node> order = Topology.of(missing, node -> node.value().isEmpty());
            order.forEach(Evaluation::checkIsKnown);
            List<Data> computed = new ArrayList<>();
            WholeDivision.watched(
                    missing,
                    new Object[0],
                    () -> computed.addAll(isSmall(order) ? Interpreter.run(missing) : compiled(missing, order)));
            NonFinite.check(missing, computed);
            for (int i = 0; i < missing.size(); i++) {
                values.put(missing.get(i), computed.get(i));
            }
        }
        return values;
    }

    /** Copies of one number, as the moments that an optimizer begins with: nothing to compute, so nothing to compile. */
    private static Optional<Data> copies(Node node) {
        return node.op() instanceof Movement.Broadcast && node.input(0).shape().size() == 1
                ? number(node.input(0)).map(number -> number.data(node.shape()))
                : Optional.empty();
    }

    private static Optional<Leaf.Literal> number(Node node) {
        return node.op() instanceof Leaf.Literal literal
                ? Optional.of(literal)
                : node.value().map(Leaf.Literal::first);
    }

    /** Whether a graph is walked through rather than compiled; many tiny nodes are faster so, too. */
    static boolean isSmall(List<Node> order) {
        long work = work(order);
        return work <= SMALL || work <= TINY * order.size();
    }

    private static long work(List<Node> order) {
        long work = 0;
        for (Node node : order) {
            if (node.value().isEmpty() && node.op() instanceof Enclosing enclosing) {
                work += enclosing.runs()
                        * work(Topology.of(enclosing.definition().outputs()));
            } else if (node.value().isEmpty()) {
                int depth = node.op() == MatMul.MATMUL ? node.input(0).shape().extent(-1) : 1;
                work += (long) node.shape().size() * depth;
                for (Node input : node.inputs()) {
                    work += input.shape().size() > node.shape().size()
                            ? input.shape().size()
                            : 0;
                }
            }
        }
        return work;
    }

    private static void checkIsKnown(Node node) {
        if (node.op() instanceof Leaf.Argument && node.value().isEmpty()) {
            throw new IllegalStateException(
                    node + " has no value: it stands for what a function is given, and is known only when that function"
                            + " runs. Inside use tensors, such as x.mul(x.sum()), not numbers, as of item(); outside use"
                            + " what the function returns, not what was kept while it was traced");
        }
    }

    /** Compiles the graph with its known values as arguments, or finds the program of one like it. */
    private static List<Data> compiled(List<Node> roots, List<Node> order) {
        List<Object> operations = new ArrayList<>();
        List<List<Integer>> inputs = new ArrayList<>();
        Map<Node, Integer> numbers = new HashMap<>();
        List<Object> arguments = new ArrayList<>();
        for (Node node : order) {
            boolean given = node.value().isPresent();
            numbers.put(node, numbers.size());
            operations.add(given ? node.type() : node.op());
            inputs.add(
                    given ? List.of() : node.inputs().stream().map(numbers::get).toList());
            if (given) {
                arguments.add(node.value().orElseThrow().array());
            }
        }
        Structure structure = new Structure(
                operations, inputs, roots.stream().map(numbers::get).toList());
        Program program = program(structure, order);
        List<Type> types = roots.stream().map(Node::type).toList();
        Object[] outputs = TracedGraph.fresh(types);
        program.run(arguments.toArray(), outputs, Workers.shared());
        List<Data> results = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            results.add(new Data(types.get(i), outputs[i]));
        }
        return results;
    }

    /** The program of a structure; two threads may compile it at once, and one of them keeps it. */
    private static Program program(Structure structure, List<Node> order) {
        Optional<Program> known;
        synchronized (PROGRAMS) {
            known = Optional.ofNullable(PROGRAMS.get(structure));
        }
        return known.orElseGet(() -> {
            Program fresh =
                    Compiler.compile(rebuilt(structure, order), Map.of()).program();
            synchronized (PROGRAMS) {
                PROGRAMS.put(structure, fresh);
            }
            return fresh;
        });
    }

    /** The graph of a structure, with arguments in the place of what is given. */
    private static List<Node> rebuilt(Structure structure, List<Node> order) {
        List<Node> nodes = new ArrayList<>();
        int given = 0;
        for (int i = 0; i < structure.operations().size(); i++) {
            nodes.add(
                    switch (structure.operations().get(i)) {
                        case Type type -> Node.of(new Leaf.Argument(-1, given++, type));
                        case Op op -> {
                            Source source = order.get(i).source();
                            List<Node> taken = structure.inputs().get(i).stream()
                                    .map(nodes::get)
                                    .toList();
                            yield Source.as(source, () -> Node.of(op, taken));
                        }
                        default -> throw new AssertionError();
                    });
        }
        return structure.roots().stream().map(nodes::get).toList();
    }

    /** Whether a node depends on no argument of a function that is being traced. */
    static boolean isKnowable(Node node) {
        return Topology.of(List.of(node), below -> below.value().isEmpty()).stream()
                .noneMatch(below ->
                        below.op() instanceof Leaf.Argument && below.value().isEmpty());
    }
}
