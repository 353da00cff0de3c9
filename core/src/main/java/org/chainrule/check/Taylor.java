package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Taylor's theorem as a check: with the right derivative d the remainder |f(x + h·u) − f(x) − h·d| falls with order 2
 * or more as h is halved, with a wrong one with order 1.
 *
 * @param order with which it falls, in the smallest steps at which it is more than rounding; infinite if it is
 *     rounding throughout
 * @param passed whether that is the order of a right derivative
 */
record Taylor(double order, boolean passed) {
    private static final int STEPS = 30;
    private static final double LEAST_ORDER = 1.7;

    static Taylor along(Line line, double[] here, double[] weights, double derivative) {
        double previous = Double.NaN;
        List<Double> orders = new ArrayList<>();
        for (int k = 3; k < STEPS; k++) {
            double step = line.scale() * Math.scalb(1.0, -k);
            double[] there = line.at(step);
            double remainder = -step * derivative;
            double noise = Math.abs(remainder);
            for (int i = 0; i < here.length; i++) {
                if (weights[i] != 0) {
                    remainder += weights[i] * (there[i] - here[i]);
                    noise += Math.abs(weights[i]) * (Math.abs(there[i]) + Math.abs(here[i]));
                }
            }
            double threshold = 200 * Math.ulp(1.0) * noise;
            boolean measurable = Math.abs(remainder) > threshold;
            if (Double.isFinite(previous)) {
                double order = Math.log(Math.abs(previous) / Math.max(Math.abs(remainder), threshold)) / Math.log(2);
                if (measurable || order > LEAST_ORDER) { // what falls below rounding at once falls fast enough
                    orders.add(order);
                }
            }
            previous = measurable ? remainder : Double.NaN;
        }
        double order = last(orders);
        return new Taylor(order, order >= LEAST_ORDER);
    }

    /** The median of the orders in the three smallest steps: one step may cross a kink. */
    private static double last(List<Double> orders) {
        if (orders.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double[] smallest = orders.subList(Math.max(0, orders.size() - 3), orders.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return Arrays.stream(smallest).skip(smallest.length / 2).findFirst().orElseThrow();
    }
}
