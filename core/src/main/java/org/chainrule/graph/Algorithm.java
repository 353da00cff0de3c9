package org.chainrule.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A routine of the engine's own, which has derivatives: factorizations, transforms, sorting. It works on items, which are the last axes of
 * its inputs; all axes before count independent items, and are the same in all inputs.
 */
public sealed interface Algorithm extends Routine
        permits CholeskyFactor, TriangularSolve, LuFactor, QrFactor, FourierTransform, SortOrder {
    /** As users write it. */
    String title();

    /** How many of the last axes make an item of an input. */
    int itemRank();

    /**
     * The types of one item's results.
     *
     * @param items the types of one item of every input
     * @param whole the inputs' whole types, for errors
     */
    List<Type> ofOne(List<Type> items, List<Type> whole);

    /** The results of one item. Floating elements are computed in double precision, whatever their dtype. */
    List<Data> forward(List<Data> items);

    @Override
    default List<Type> results(List<Type> inputs) {
        for (Type input : inputs) {
            if (input.shape().rank() < itemRank()) {
                throw new ShapeException(
                        title(), "shape " + input.shape(), "it takes at least " + itemRank() + " axes");
            }
            if (!batch(input).equals(batch(inputs.getFirst()))) {
                throw new ShapeException(
                        title(),
                        "shapes " + inputs.stream().map(Type::shape).toList(),
                        "all axes before the last " + itemRank() + " are equal");
            }
        }
        Shape batch = batch(inputs.getFirst());
        return ofOne(items(inputs), inputs).stream()
                .map(type -> new Type(batch.append(type.shape()), type.dtype()))
                .toList();
    }

    @Override
    default void run(List<Type> types, Object[] inputs, Object[] results) {
        List<Type> items = items(types);
        int count = batch(types.getFirst()).size();
        for (int number = 0; number < count; number++) {
            int at = number;
            List<Data> computed = forward(IntStream.range(0, inputs.length)
                    .mapToObj(i -> Data.copy(
                            items.get(i), inputs[i], at * items.get(i).shape().size()))
                    .toList());
            for (int i = 0; i < results.length; i++) {
                int length = computed.get(i).type().shape().size();
                System.arraycopy(computed.get(i).array(), 0, results[i], number * length, length);
            }
        }
    }

    /** More examples are more items. */
    @Override
    default Node batched(Node node, List<Batch> inputs, int count) {
        return Node.of(this, inputs.stream().map(input -> input.each(count)).toList());
    }

    private Shape batch(Type type) {
        return type.shape().range(0, type.shape().rank() - itemRank());
    }

    private List<Type> items(List<Type> whole) {
        return whole.stream()
                .map(type -> {
                    int rank = type.shape().rank();
                    return new Type(type.shape().range(rank - itemRank(), rank), type.dtype());
                })
                .toList();
    }
}
