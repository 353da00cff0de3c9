package org.chainrule.data.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;

/**
 * A class to predict.
 *
 * @param classes the values of the column, at least two; a class's number is its place
 */
public record ClassTarget(String column, List<String> classes) implements Target {
    public ClassTarget {
        classes = List.copyOf(classes);
        if (classes.size() < 2) {
            throw new IllegalArgumentException("a target of the classes " + classes + " leaves nothing to choose");
        }
    }

    @Override
    public int outputs() {
        return classes.size();
    }

    @Override
    public double learnt(Cell cell) {
        int number = classes.indexOf(Target.present(cell).text());
        if (number < 0) {
            throw cell.refused("is none of the classes " + String.join(", ", classes));
        }
        return number;
    }

    @Override
    public Tensor tensor(float[] learnt) {
        int[] numbers = new int[learnt.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) learnt[i];
        }
        return Tensor.of(numbers);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("column", column);
        map.put("classes", classes);
        return map;
    }
}
