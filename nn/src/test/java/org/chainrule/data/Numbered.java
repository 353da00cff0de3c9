package org.chainrule.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/** Examples that tell their numbers: the inputs of number n are (n, −n), its target is n. */
final class Numbered {
    private Numbered() {}

    static Dataset of(int size) {
        return from(0, size);
    }

    static Dataset from(int first, int size) {
        return new Dataset() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Batch batch(int... numbers) {
                float[] inputs = new float[2 * numbers.length];
                for (int i = 0; i < numbers.length; i++) {
                    inputs[2 * i] = first + numbers[i];
                    inputs[2 * i + 1] = -inputs[2 * i];
                }
                return new Batch(
                        Tensor.of(inputs, Shape.of(numbers.length, 2)),
                        Tensor.of(Arrays.stream(numbers)
                                .map(number -> first + number)
                                .toArray()));
            }
        };
    }

    static int[] all(Dataset examples) {
        return examples.batch(IntStream.range(0, examples.size()).toArray())
                .targets()
                .toInts();
    }

    /** The targets of each batch. */
    static List<List<Integer>> targets(Prefetch batches) {
        try (batches) {
            List<List<Integer>> targets = new java.util.ArrayList<>();
            batches.forEachRemaining(batch ->
                    targets.add(Arrays.stream(batch.targets().toInts()).boxed().toList()));
            return targets;
        }
    }
}
