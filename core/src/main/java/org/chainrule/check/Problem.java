package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.Axes;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.chainrule.interpret.Interpreter;
import org.chainrule.interpret.Oracle;

/**
 * What is checked: outputs as functions of arguments, and the gradients of the outputs' weighted sum. The weights are
 * random, so that no output hides behind another; one number alone has weight 1, and an output that is not finite 0.
 *
 * @param arguments float64 constants; other values are computed by giving others for them
 * @param outputs float64 nodes
 * @param oracle computes them
 * @param here the outputs' elements, one output after the other
 * @param weights a weight for each of them
 * @param gradients for each argument, of its shape
 */
record Problem(
        List<Node> arguments,
        List<Node> outputs,
        Oracle oracle,
        double[] here,
        double[] weights,
        List<Node> gradients) {
    /** The problem with the gradients that reverse mode gives. */
    static Problem of(List<Node> arguments, List<Node> outputs, SplittableRandom random) {
        double[] here = run(outputs, Map.of());
        double[] weights = IntStream.range(0, here.length)
                .mapToDouble(i -> weight(here.length, random, here[i]))
                .toArray();
        Node sum = weighted(outputs, weights);
        return new Problem(
                arguments, outputs, new Oracle(outputs), here, weights, Reverse.gradients(sum, sum.one(), arguments));
    }

    /** The problem of one scalar output whose gradients are given. */
    static Problem of(List<Node> arguments, Node output, List<Node> gradients) {
        if (output.shape().size() != 1 || gradients.size() != arguments.size()) {
            throw new IllegalArgumentException(
                    gradients.size() + " gradients of " + output.type() + " by " + arguments.size() + " tensors");
        }
        List<Node> outputs = List.of(output);
        return new Problem(
                arguments, outputs, new Oracle(outputs), run(outputs, Map.of()), new double[] {1}, gradients);
    }

    private static double weight(int count, SplittableRandom random, double output) {
        double drawn = count == 1 ? 1 : random.nextDouble(0.5, 1.5) * (random.nextBoolean() ? 1 : -1);
        return Double.isFinite(output) ? drawn : 0;
    }

    /** The same problem with gradients from elsewhere. */
    Problem with(List<Node> others) {
        return new Problem(arguments, outputs, oracle, here, weights, others);
    }

    /** The problem one order up: the gradients are the outputs. */
    Problem derived(SplittableRandom random) {
        return of(arguments, gradients, random);
    }

    /** Σ weight · output */
    private static Node weighted(List<Node> outputs, double[] weights) {
        Node sum = constant(Shape.SCALAR, 0);
        List<Node> parts = parts(outputs, weights);
        for (int i = 0; i < parts.size(); i++) {
            Node output = outputs.get(i);
            sum = sum.add(
                    output.mul(parts.get(i)).sum(Axes.range(0, output.shape().rank())));
        }
        return sum;
    }

    /** The weights of each output, in its shape. */
    static List<Node> parts(List<Node> outputs, double[] weights) {
        List<Node> parts = new ArrayList<>();
        int offset = 0;
        for (Node output : outputs) {
            int size = output.shape().size();
            parts.add(constant(output.shape(), java.util.Arrays.copyOfRange(weights, offset, offset + size)));
            offset += size;
        }
        return parts;
    }

    /** The elements of an argument. */
    double[] values(int argument) {
        return arguments.get(argument).value().orElseThrow().toDoubles();
    }

    /** How many entries an argument has. */
    int size(int argument) {
        return arguments.get(argument).shape().size();
    }

    /** One entry of an argument. */
    double value(Place place) {
        return arguments.get(place.argument()).value().orElseThrow().getDouble(place.element());
    }

    /** The outputs' elements for other arguments. */
    double[] run(Map<Integer, double[]> others) {
        return elements(oracle.at(given(others)));
    }

    private Map<Node, Data> given(Map<Integer, double[]> others) {
        Map<Node, Data> given = new HashMap<>();
        others.forEach((argument, values) -> given.put(
                arguments.get(argument), new Data(arguments.get(argument).type(), values)));
        return given;
    }

    /** The elements of nodes, one node after the other. */
    static double[] run(List<Node> nodes, Map<Node, Data> given) {
        return elements(Interpreter.oracle(nodes, given));
    }

    private static double[] elements(List<Data> values) {
        return values.stream()
                .flatMapToDouble(data -> java.util.Arrays.stream(data.toDoubles()))
                .toArray();
    }

    /** The elements of each of the gradients. */
    List<double[]> computedGradients() {
        return gradientsAt(Map.of());
    }

    /** The same for other arguments. */
    List<double[]> gradientsAt(Map<Integer, double[]> others) {
        List<double[]> computed = new ArrayList<>();
        Interpreter.oracle(gradients, given(others)).forEach(data -> computed.add(data.toDoubles()));
        return computed;
    }

    static Node constant(Shape shape, double... values) {
        return Node.constant(new Data(new Type(shape, DType.FLOAT64), values));
    }
}
