package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Random chains of what is costly and of what a whole row comes to, several results of them asked for, compiled and interpreted. */
class RandomPassesTest {
    private static final int[] COLUMNS = {5, 15, 16, 17, 40};

    @SuppressWarnings("unused")
    static final List<Integer> SEEDS = IntStream.range(0, 150).boxed().toList();

    private final List<Tensor> tensors = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();

    @ParameterizedTest
    @FieldSource("SEEDS")
    void compiledIsWhatTheReferenceComputes(int seed) {
        random = new SplittableRandom(seed);
        int columns = COLUMNS[random.nextInt(COLUMNS.length)];
        Tensor leaf = Parity.random(seed, 3, columns);
        Tensor other = Parity.random(seed + 1_000L, 3, columns);
        tensors.add(leaf);
        tensors.add(other);
        for (int i = 0; i < 8; i++) {
            tensors.add(grown(any(), any()));
        }
        List<Tensor> outputs =
                new ArrayList<>(IntStream.range(0, 3).mapToObj(_ -> any()).toList());
        outputs.add(tensors.getLast());
        outputs.addAll(Gradient.of(tensors.getLast().square().mean()).at(List.of(leaf, other)));
        Parity.check(outputs.stream().distinct().toArray(Tensor[]::new));
    }

    /** One of the later ones. */
    private Tensor any() {
        int first = Math.max(0, tensors.size() - 4);
        return tensors.get(first + random.nextInt(tensors.size() - first));
    }

    private Tensor grown(Tensor x, Tensor other) {
        return switch (random.nextInt(8)) {
            case 0 -> x.tanh().exp().sin();
            case 1 -> x.tanh().exp();
            case 2 -> x.div(x.abs().sum(1).add(1).unsqueeze(1));
            case 3 -> x.mul(other.square().mean(1).add(0.5).unsqueeze(1));
            case 4 -> x.sub(other.max(1).unsqueeze(1));
            case 5 -> x.softmax(1).mul(3);
            case 6 -> x.add(other).mul(0.5);
            default -> x.sub(x.mean(1).unsqueeze(1));
        };
    }
}
