package org.chainrule.data;

import java.util.List;
import org.chainrule.Tensor;

/**
 * One example.
 *
 * @param inputs those of a model for one example, without an axis for the batch
 * @param targets a class number (int32, a scalar), or the numbers to predict
 */
public record Example(Tensor inputs, Tensor targets) {
    /**
     * Examples as a batch.
     *
     * @throws org.chainrule.ShapeException if they are of several shapes or dtypes
     */
    public static Batch batch(List<Example> examples) {
        return ExampleRow.batch(examples.stream()
                .map(example -> new ExampleRow(
                        example.inputs().data(), example.targets().data()))
                .toList());
    }
}
