package org.chainrule.data.table;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;

/**
 * A number to predict. Models learn (x − mean)/deviation, so that their rates do not depend on its unit.
 *
 * @param deviation above 0
 */
public record NumberTarget(String column, double mean, double deviation) implements Target {
    public NumberTarget {
        Arguments.finite("the mean", mean);
        Arguments.positive("the deviation", deviation);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double learnt(Cell cell) {
        return (Kind.NUMBER.required(Target.present(cell)) - mean) / deviation;
    }

    /** What a model's output stands for. */
    public double value(double learnt) {
        return learnt * deviation + mean;
    }

    @Override
    public Tensor tensor(float[] learnt) {
        return Tensor.of(learnt, Shape.of(learnt.length, 1));
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("column", column);
        map.put("mean", mean);
        map.put("deviation", deviation);
        return map;
    }
}
