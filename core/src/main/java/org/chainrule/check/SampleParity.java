package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.autodiff.Batching;
import org.chainrule.check.OpRow.Mode;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Sample;
import org.chainrule.graph.Shape;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Tuple;
import org.chainrule.interpret.Interpreter;

/**
 * One sample computed in two ways that must agree: many examples at once against one after the other, and float32 against
 * float64. The derivatives themselves are compared with differences in {@link SampleCheck}.
 */
record SampleParity(Sample sample) {
    private static final int EXAMPLES = 3;
    private static final double ROUNDING = 1e-10;
    private static final double ROUNDING_SINGLE = 1e-4;

    /** The rows of all orders and modes. */
    List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        if (sample.inputs().isEmpty()) {
            return rows;
        }
        int orders = isSmooth() ? OpCheck.ORDERS : 0;
        for (int order = Math.min(1, orders); order <= orders; order++) {
            rows.add(batched(DType.FLOAT64, order));
            if (orders > 0) {
                rows.add(single(Mode.REVERSE, order));
                rows.add(single(Mode.FORWARD, order));
                rows.add(batched(DType.FLOAT32, order));
            }
        }
        return rows;
    }

    private boolean isSmooth() {
        List<Node> inputs = sample.draw(1);
        return !floating(inputs).isEmpty()
                && !floating(Tuple.results(Node.of(sample.op(), inputs))).isEmpty()
                && sample.op() != StopGradient.STOP_GRADIENT;
    }

    /** In float32, rounded after every operation, against float64. */
    private OpRow single(Mode mode, int order) {
        Derivative derivative = new Derivative(order, mode == Mode.FORWARD, 1);
        List<Data> expected = Interpreter.run(derived(sample.draw(1), derivative));
        List<Data> actual = Interpreter.run(derived(inputs(1, DType.FLOAT32), derivative));
        return row(DType.FLOAT32, order, mode, error(actual, expected), ROUNDING_SINGLE);
    }

    /** All examples at once against a loop over them, with every input per example, and with the first alone. */
    private OpRow batched(DType dtype, int order) {
        List<List<Node>> examples = IntStream.rangeClosed(1, EXAMPLES)
                .mapToObj(draw -> inputs(draw, dtype))
                .toList();
        int inputs = sample.inputs().size();
        double error = batched(examples, order, inputs);
        error = inputs == 1 ? error : Math.max(error, batched(examples, order, 1));
        return row(shown(dtype), order, Mode.BATCHED, error, dtype == DType.FLOAT32 ? ROUNDING_SINGLE : ROUNDING);
    }

    private double batched(List<List<Node>> examples, int order, int inputs) {
        List<Node> one = examples.getFirst();
        List<Node> results = derived(one, new Derivative(order, false, 1));
        Map<Node, Node> all = new HashMap<>();
        for (int i = 0; i < inputs; i++) {
            int input = i;
            all.put(
                    one.get(i),
                    stacked(examples.stream().map(example -> example.get(input)).toList()));
        }
        List<Data> together = Interpreter.run(Batching.batched(results, all, EXAMPLES));
        double error = 0;
        for (int example = 0; example < EXAMPLES; example++) {
            Map<Node, Data> given = new HashMap<>();
            for (int i = 0; i < inputs; i++) {
                given.put(one.get(i), examples.get(example).get(i).value().orElseThrow());
            }
            List<Data> alone = Interpreter.run(results, given);
            for (int i = 0; i < alone.size(); i++) {
                double[] expected = alone.get(i).toDoubles();
                double[] actual = java.util.Arrays.copyOfRange(
                        together.get(i).toDoubles(), example * expected.length, (example + 1) * expected.length);
                error = Math.max(error, error(actual, expected));
            }
        }
        return error;
    }

    private static Node stacked(List<Node> examples) {
        Shape one = examples.getFirst().shape();
        Node[] parts = examples.stream()
                .map(example -> example.reshape(Shape.of(1).append(one)))
                .toArray(Node[]::new);
        return Node.of(new Movement.Concat(0), parts);
    }

    /** The operation; if it encloses a graph, between values of the inputs' dtype. */
    private Op op(List<Node> inputs) {
        Optional<DType> dtype =
                inputs.stream().map(Node::dtype).filter(DType::isFloating).findFirst();
        return sample.op() instanceof Enclosing enclosing && dtype.isPresent()
                ? enclosing.with(enclosing.definition().between(dtype.get()))
                : sample.op();
    }

    /** The derivatives of the operation's results by its floating inputs. */
    private List<Node> derived(List<Node> inputs, Derivative derivative) {
        List<Node> results = Tuple.results(Node.of(op(inputs), inputs));
        return derivative.order() == 0 ? results : derivative.of(floating(results), floating(inputs));
    }

    private List<Node> inputs(long draw, DType dtype) {
        return sample.draw(draw).stream()
                .map(input -> input.dtype().isFloating()
                        ? Node.constant(
                                Interpreter.run(List.of(input.cast(dtype))).getFirst())
                        : input)
                .toList();
    }

    private static List<Node> floating(List<Node> nodes) {
        return nodes.stream().filter(node -> node.dtype().isFloating()).toList();
    }

    private DType shown(DType dtype) {
        return OpRow.dtype(sample).isFloating() ? dtype : OpRow.dtype(sample);
    }

    /** The largest difference, relative to the largest number of a tensor; infinite if one is NaN and the other is not. */
    private static double error(List<Data> actual, List<Data> expected) {
        return IntStream.range(0, expected.size())
                .mapToDouble(
                        i -> error(actual.get(i).toDoubles(), expected.get(i).toDoubles()))
                .max()
                .orElse(0);
    }

    private static double error(double[] actual, double[] expected) {
        double size = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            size = Math.max(size, Math.abs(expected[i]));
            double difference = Math.abs(actual[i] - expected[i]);
            boolean same = actual[i] == expected[i] || Double.isNaN(actual[i]) && Double.isNaN(expected[i]);
            error = same ? error : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
        }
        return error == 0 ? 0 : error / Math.max(size, 1e-30);
    }

    private OpRow row(DType dtype, int order, Mode mode, double error, double tolerance) {
        String message = error <= tolerance
                ? ""
                : String.format(Locale.ROOT, "off by %.1e of the largest number, more than %.0e", error, tolerance);
        return new OpRow(
                OpRow.name(sample.op()),
                OpRow.text(sample),
                dtype,
                Math.max(1, order),
                mode,
                message.isEmpty(),
                error,
                message);
    }
}
