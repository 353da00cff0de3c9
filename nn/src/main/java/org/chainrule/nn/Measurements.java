package org.chainrule.nn;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;

/** What the layers of a model measured while it was applied. */
final class Measurements {
    private final Map<Statistics, List<Measurement>> all = new IdentityHashMap<>();

    /**
     * @param measured of the form of the statistics it is for
     * @param momentum how much it counts against what was known before
     */
    record Measurement(Statistics measured, double momentum) {}

    void add(Statistics statistics, Measurement measurement) {
        all.computeIfAbsent(statistics, _ -> new ArrayList<>()).add(measurement);
    }

    boolean isOf(Statistics statistics) {
        return all.containsKey(statistics);
    }

    /** A model with statistics that follow from those of another one, and what was measured of each. */
    <M> M into(M model, M before, BiFunction<Statistics, List<Measurement>, Statistics> rule) {
        List<Statistics> after = new ArrayList<>();
        for (Statistics statistics : Tree.parts(before, Statistics.class)) {
            after.add(rule.apply(statistics, all.getOrDefault(statistics, List.of())));
        }
        return after.isEmpty() ? model : Tree.replace(model, Statistics.class, after);
    }

    /** Each measurement pulls the statistics by its momentum: s ← (1 − momentum)·s + momentum·measured. */
    static Statistics running(Statistics before, List<Measurement> measurements) {
        Statistics result = before;
        for (Measurement measurement : measurements) {
            result = blended(result, measurement.measured(), Tensor.scalar(measurement.momentum(), DType.FLOAT64));
        }
        return result;
    }

    /**
     * Every measurement counts as much as each of those that made the statistics before.
     *
     * @param times how often each layer that measures did so as often as now
     */
    static Statistics mean(Statistics before, List<Measurement> measurements, Tensor times) {
        Statistics result = before;
        for (int i = 0; i < measurements.size(); i++) {
            Tensor number = times.cast(DType.FLOAT64).mul(measurements.size()).add(i + 1);
            result = blended(result, measurements.get(i).measured(), number.reciprocal());
        }
        return result;
    }

    private static Statistics blended(Statistics before, Statistics measured, Tensor share) {
        List<Tensor> fresh = Tree.leaves(measured);
        List<Tensor> blended = new ArrayList<>();
        for (Tensor old : Tree.leaves(before)) {
            Tensor part = share.cast(old.dtype());
            Tensor target = fresh.get(blended.size()).stopGradient().cast(old.dtype());
            // what no longer counts at all may be no number
            blended.add(part.neg().add(1).mulNoNan(old).add(target.mul(part)));
        }
        return Tree.rebuild(before, blended);
    }
}
