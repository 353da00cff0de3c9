package org.chainrule.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A direction in which arguments move: for each argument that does, how far each of its entries goes. All numbers have
 * few binary digits, so that steps by powers of two are exact in most places.
 *
 * @param problem whose arguments move
 * @param moves by number of the argument
 * @param scale about how far the arguments may move
 */
record Direction(Problem problem, Map<Integer, double[]> moves, double scale) implements Line {
    private static final double FINEST = 0.1;

    /** One entry alone. */
    static Direction entry(Problem problem, Place place, double scale) {
        double[] move = new double[problem.size(place.argument())];
        move[place.element()] = 1;
        return new Direction(problem, Map.of(place.argument(), move), size(problem.value(place), scale));
    }

    /** The given entries all at once, each at random by its own size, divided by the root of their number. */
    static Direction random(Problem problem, List<Place> places, double scale, SplittableRandom random) {
        double each = Math.scalb(1.0, -Math.getExponent(Math.sqrt(places.size())));
        Map<Integer, double[]> moves = new HashMap<>();
        for (Place place : places) {
            double value = problem.value(place);
            double share = random.nextInt(4, 9) / 8.0 * (random.nextBoolean() ? 1 : -1);
            double[] move = moves.computeIfAbsent(place.argument(), argument -> new double[problem.size(argument)]);
            move[place.element()] = Double.isFinite(value) ? share * size(value, scale) * each : 0;
        }
        return new Direction(problem, moves, 1);
    }

    /** The next power of two of what an entry is or may well become. */
    private static double size(double value, double scale) {
        double size = Double.isFinite(value) ? Math.max(Math.abs(value), scale) : scale;
        return Math.scalb(1.0, Math.getExponent(size));
    }

    @Override
    public double[] at(double step) {
        return problem.run(moved(step));
    }

    /** The gradients of all arguments after a step. */
    List<double[]> gradientsAt(double step) {
        return problem.gradientsAt(moved(step));
    }

    private Map<Integer, double[]> moved(double step) {
        Map<Integer, double[]> moved = new HashMap<>();
        moves.forEach((argument, move) -> {
            double[] values = problem.values(argument);
            for (int i = 0; i < values.length; i++) {
                values[i] = move[i] == 0 ? values[i] : values[i] + step * move[i];
            }
            moved.put(argument, values);
        });
        return moved;
    }

    @Override
    public double taken(double step) {
        if (moves.size() != 1) {
            return step;
        }
        int argument = moves.keySet().iterator().next();
        double[] move = moves.values().iterator().next();
        double[] values = problem.values(argument);
        int only = only(move);
        return only < 0 ? step : (values[only] + step * move[only] - values[only]) / move[only];
    }

    /** The only entry that moves, or −1. */
    private static int only(double[] move) {
        int found = -1;
        for (int i = 0; i < move.length; i++) {
            if (move[i] != 0) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    @Override
    public double smallest() {
        double smallest = Double.MIN_NORMAL;
        for (Map.Entry<Integer, double[]> entry : moves.entrySet()) {
            double[] values = problem.values(entry.getKey());
            for (int i = 0; i < values.length; i++) {
                if (entry.getValue()[i] != 0) {
                    smallest = Math.max(smallest, 8 * Math.ulp(values[i]) / Math.abs(entry.getValue()[i]));
                }
            }
        }
        return smallest;
    }

    /** How the weighted sum of the outputs moves, by the given gradients. */
    double along(List<double[]> gradients) {
        double sum = 0;
        for (Map.Entry<Integer, double[]> entry : moves.entrySet()) {
            double[] gradient = gradients.get(entry.getKey());
            for (int i = 0; i < gradient.length; i++) {
                sum += entry.getValue()[i] == 0 ? 0 : entry.getValue()[i] * gradient[i];
            }
        }
        return sum;
    }

    /**
     * The smallest change of that sum that must show: a tenth of what a typical entry contributes. A wrong entry changes the sum by its
     * own error, whatever the other entries are, so the tolerance is measured by one entry, not by the sum.
     */
    double finest(List<double[]> gradients) {
        double squares = 0;
        int count = 0;
        for (Map.Entry<Integer, double[]> entry : moves.entrySet()) {
            double[] gradient = gradients.get(entry.getKey());
            for (int i = 0; i < gradient.length; i++) {
                double part = entry.getValue()[i] == 0 ? 0 : entry.getValue()[i] * gradient[i];
                if (part != 0 && Double.isFinite(part)) {
                    squares += part * part;
                    count++;
                }
            }
        }
        return count == 0 ? Double.POSITIVE_INFINITY : FINEST * Math.sqrt(squares / count);
    }
}
