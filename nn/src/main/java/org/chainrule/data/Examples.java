package org.chainrule.data;

import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/** Examples held as two tensors whose first axis is the example. */
public record Examples(Tensor inputs, Tensor targets) implements Dataset {
    public Examples {
        if (inputs.shape().isScalar()
                || targets.shape().isScalar()
                || inputs.shape().extent(0) != targets.shape().extent(0)) {
            throw new ShapeException(
                    "examples",
                    "inputs " + inputs.shape() + ", targets " + targets.shape(),
                    "the first axis of both is the example");
        }
    }

    @Override
    public int size() {
        return inputs.shape().extent(0);
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        return new Batch(rows(inputs, numbers), rows(targets, numbers));
    }

    private static Tensor rows(Tensor table, int... numbers) {
        Shape row = table.shape().without(0);
        Object from = table.data().array();
        Object to = table.dtype().newArray(numbers.length * row.size());
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(from, numbers[i] * row.size(), to, i * row.size(), row.size());
        }
        Shape shape = Shape.of(numbers.length).append(row);
        return Tensor.of(new org.chainrule.graph.Data(new org.chainrule.graph.Type(shape, table.dtype()), to));
    }
}
