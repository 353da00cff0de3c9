package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.autodiff.Batching;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.interpret.Interpreter;

/**
 * Values and gradients at several places, computed at once and one after the other: what no batching rule may change.
 *
 * @param problem what is computed
 * @param paths the arguments' names
 * @param order of the derivative
 * @param settings the seed of the places
 */
record Together(Problem problem, List<String> paths, int order, Settings settings) {
    private static final int PLACES = 3;
    /** The part of a tensor's largest number by which another order of sums may change it. */
    private static final double ROUNDING = 1e-8;
    /** The part of the largest number of all: in a tensor where everything cancels, the rest is rounding. */
    private static final double CANCELLED = 1e-12;

    /** Of the outputs and of each gradient the entry that is furthest off. */
    List<Finding> findings() {
        if (problem.arguments().isEmpty() || !typed()) {
            return List.of();
        }
        List<Node> wanted = Stream.concat(problem.outputs().stream(), problem.gradients().stream())
                .toList();
        List<Map<Integer, double[]>> places = places();
        List<Data> together = Interpreter.oracle(Batching.batched(wanted, stacked(places), PLACES), Map.of());
        List<List<double[]>> alone = places.stream().map(this::alone).toList();
        double largest = alone.stream()
                .flatMap(List::stream)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            int number = i;
            double[] looped = alone.stream()
                    .map(place -> place.get(number))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            boolean isOutput = i < problem.outputs().size();
            findings.add(compared(
                    isOutput ? "" : paths.get(i - problem.outputs().size()),
                    wanted.get(i).shape(),
                    together.get(i).toDoubles(),
                    looped,
                    CANCELLED * largest));
        }
        return findings;
    }

    /** Gradients of other shapes than their arguments are reported as such. */
    private boolean typed() {
        for (int i = 0; i < problem.arguments().size(); i++) {
            if (!problem.arguments()
                    .get(i)
                    .type()
                    .equals(problem.gradients().get(i).type())) {
                return false;
            }
        }
        return true;
    }

    /** The arguments where they are, and beside. */
    private List<Map<Integer, double[]>> places() {
        SplittableRandom random = settings.random(order);
        List<Map<Integer, double[]>> places = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            Map<Integer, double[]> values = new HashMap<>();
            for (int argument = 0; argument < problem.arguments().size(); argument++) {
                double[] moved = problem.values(argument);
                for (int i = 0; place > 0 && i < moved.length; i++) {
                    moved[i] *= 1 + random.nextDouble(-0.125, 0.125);
                }
                values.put(argument, moved);
            }
            places.add(values);
        }
        return places;
    }

    private Map<Node, Node> stacked(List<Map<Integer, double[]>> places) {
        Map<Node, Node> stacked = new HashMap<>();
        for (int i = 0; i < problem.arguments().size(); i++) {
            int argument = i;
            Node node = problem.arguments().get(i);
            double[] all = places.stream()
                    .flatMapToDouble(place -> Arrays.stream(place.getOrDefault(argument, new double[0])))
                    .toArray();
            stacked.put(node, Problem.constant(Shape.of(PLACES).append(node.shape()), all));
        }
        return stacked;
    }

    private List<double[]> alone(Map<Integer, double[]> place) {
        List<double[]> results = new ArrayList<>();
        double[] outputs = problem.run(place);
        int offset = 0;
        for (Node output : problem.outputs()) {
            results.add(
                    Arrays.copyOfRange(outputs, offset, offset += output.shape().size()));
        }
        results.addAll(problem.gradientsAt(place));
        return results;
    }

    private Finding compared(String path, Shape shape, double[] together, double[] looped, double cancelled) {
        double largest = Arrays.stream(looped)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double tolerance = ROUNDING * largest + cancelled;
        int worst = 0;
        for (int i = 0; i < looped.length; i++) {
            worst = error(together[i], looped[i]) > error(together[worst], looped[worst]) ? i : worst;
        }
        if (looped.length == 0) {
            return finding(path, List.of(), Verdict.PASSED, 0, 0, tolerance, "");
        }
        boolean same = error(together[worst], looped[worst]) <= tolerance;
        int size = shape.size();
        return finding(
                path,
                same ? List.of() : new Place(0, worst % size).index(shape),
                same ? Verdict.PASSED : Verdict.WRONG,
                together[worst],
                looped[worst],
                tolerance,
                same ? "" : "a batching rule disagrees, at example " + worst / size + " of " + PLACES);
    }

    private static double error(double a, double b) {
        if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
            return 0;
        }
        double error = Math.abs(a - b);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private Finding finding(
            String path,
            List<Integer> index,
            Verdict verdict,
            double together,
            double looped,
            double tolerance,
            String note) {
        return new Finding(Check.BATCHED, order, path, index, verdict, together, looped, tolerance, note);
    }
}
