package org.chainrule.data;

import java.util.List;
import java.util.function.Function;
import org.chainrule.Tensor;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/** The elements of one example. */
record ExampleRow(Data inputs, Data targets) {
    /** An example of a batch. */
    static ExampleRow of(Batch batch, int number) {
        return new ExampleRow(row(batch.inputs(), number), row(batch.targets(), number));
    }

    /** Examples of equal types as a batch. */
    static Batch batch(List<ExampleRow> rows) {
        return new Batch(stacked("inputs", rows, ExampleRow::inputs), stacked("targets", rows, ExampleRow::targets));
    }

    private static Data row(Tensor table, int number) {
        Type type = type(table);
        return Data.copy(type, table.data().array(), number * type.shape().size());
    }

    /** The type of what is along the first axis of a tensor. */
    static Type type(Tensor table) {
        return new Type(table.shape().without(0), table.dtype());
    }

    private static Tensor stacked(String what, List<ExampleRow> rows, Function<ExampleRow, Data> part) {
        Type type = part.apply(rows.getFirst()).type();
        int size = type.shape().size();
        Object array = type.dtype().newArray(rows.size() * size);
        for (int i = 0; i < rows.size(); i++) {
            Data row = part.apply(rows.get(i));
            if (!row.type().equals(type)) {
                throw new ShapeException(
                        "batch", what + " " + type + " and " + row.type(), "all examples of a batch are of one type");
            }
            System.arraycopy(row.array(), 0, array, i * size, size);
        }
        Type whole = new Type(Shape.of(rows.size()).append(type.shape()), type.dtype());
        return Tensor.of(new Data(whole, array));
    }
}
