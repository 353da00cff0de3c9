package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Random compositions of operations over awkward shapes, with their gradients, compiled and interpreted. */
class RandomGraphTest {
    private static final int[] EXTENTS = {1, 2, 3, 5, 17, 33};
    private static final int LARGEST = 60_000;

    @SuppressWarnings("unused")
    static final List<Integer> SEEDS =
            java.util.stream.IntStream.range(0, 250).boxed().toList();

    private final List<Tensor> tensors = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();

    @ParameterizedTest
    @FieldSource("SEEDS")
    void compiledIsWhatTheReferenceComputes(int seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < 3; i++) {
            int[] extents = random.ints(random.nextInt(4), 0, EXTENTS.length)
                    .map(at -> EXTENTS[at])
                    .toArray();
            tensors.add(Parity.random(seed * 7L + i, extents));
        }
        List<Tensor> leaves = List.copyOf(tensors);
        for (int i = 0; i < 14; i++) {
            grow(tensors.get(random.nextInt(tensors.size())));
        }
        Tensor loss = tensors.getLast().logistic().mean();
        List<Tensor> outputs = new ArrayList<>(List.of(loss, tensors.getLast(), tensors.get(tensors.size() - 2)));
        outputs.addAll(Gradient.of(loss).at(leaves));
        Parity.check(outputs.toArray(Tensor[]::new));
    }

    private void grow(Tensor from) {
        try {
            Tensor grown = from.shape().rank() == 0 ? elementwise(from) : any(from);
            if (grown.shape().size() < LARGEST && grown.shape().rank() < 6) {
                tensors.add(grown);
            }
        } catch (ShapeException notThisTime) {
            // two random shapes that do not broadcast
        }
    }

    private Tensor elementwise(Tensor x) {
        Tensor other = tensors.get(random.nextInt(tensors.size()));
        return switch (random.nextInt(5)) {
            case 0 -> x.tanh();
            case 1 -> x.mul(0.5).add(0.25);
            case 2 -> x.add(other);
            case 3 -> x.mul(other);
            default -> x.gt(0).where(x, x.like(0.1));
        };
    }

    private Tensor any(Tensor x) {
        int rank = x.shape().rank();
        int axis = random.nextInt(rank);
        int extent = x.shape().extent(axis);
        return switch (random.nextInt(18)) {
            case 0 -> x.sum(axis);
            case 1 -> x.transpose(axis, random.nextInt(rank));
            case 2 -> x.flip(axis);
            case 3 -> extent > 1 ? x.slice(axis, random.nextInt(extent - 1), extent, 1 + random.nextInt(2)) : x.tanh();
            case 4 -> x.pad(axis, random.nextInt(3), random.nextInt(3));
            case 5 -> x.flatten();
            case 6 -> x.softmax(axis);
            case 7 -> x.max(axis);
            case 8 -> rank > 1 ? x.matmul(x.transpose()).mul(0.1) : x.exp().clip(-5, 5);
            case 9 -> x.unsqueeze(random.nextInt(rank + 1));
            case 10 -> Tensor.concat(axis, List.of(x, x.neg()));
            case 11 -> x.cumulativeSum(axis);
            case 12 -> {
                int size = x.shape().size();
                int factor = size % 2 == 0 ? 2 : size % 3 == 0 ? 3 : size % 5 == 0 ? 5 : 1;
                yield x.reshape(factor, size / factor);
            }
            default -> elementwise(x);
        };
    }
}
