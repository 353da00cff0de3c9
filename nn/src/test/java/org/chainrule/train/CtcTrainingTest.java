package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.chainrule.nn.loss.Ctc;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Constant;
import org.junit.jupiter.api.Test;

/** Labels are learnt from signals without being told which step is which label's. */
class CtcTrainingTest {
    private static final int EXAMPLES = 60;
    private static final int STEPS = 8;
    private static final int SYMBOLS = 3;
    private static final int MOST = 4;

    /** Signals in which each symbol takes one step or two, and silence of one step or more stands between. */
    private record Spoken(float[] signals, int[] labels) {
        static Spoken of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] signals = new float[EXAMPLES * STEPS * (SYMBOLS + 1)];
            int[] labels = new int[EXAMPLES * MOST];
            java.util.Arrays.fill(labels, -1);
            for (int example = 0; example < EXAMPLES; example++) {
                int count = 0;
                boolean silent = true;
                int symbol = 0;
                for (int step = 0; step < STEPS; step++) {
                    boolean speaks = random.nextInt(3) > 0;
                    if (speaks && silent && count < MOST) {
                        symbol = 1 + random.nextInt(SYMBOLS);
                        labels[example * MOST + count++] = symbol;
                        silent = false;
                    } else if (!speaks || silent) {
                        silent = true;
                        symbol = 0;
                    }
                    signals[(example * STEPS + step) * (SYMBOLS + 1) + symbol] = 1;
                }
            }
            return new Spoken(signals, labels);
        }

        Dataset data() {
            return new Examples(
                    Tensor.of(signals, Shape.of(EXAMPLES, STEPS, SYMBOLS + 1)),
                    Tensor.of(labels, Shape.of(EXAMPLES, MOST)));
        }
    }

    private static List<Integer> read(int... best) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            if (best[i] != 0 && (i == 0 || best[i] != best[i - 1])) {
                labels.add(best[i]);
            }
        }
        return labels;
    }

    @Test
    void theTrainerLearnsToReadSequencesOfSeveralLengths() {
        Dataset training = Spoken.of(1).data();
        Spoken others = Spoken.of(2);
        Settings settings =
                Settings.classification(15).withBatch(10).with(new Ctc()).with(new Adam(), new Constant(0.1));
        Dense model = Trainer.of(settings)
                .fit(Dense.of(SYMBOLS + 1, SYMBOLS + 1, RandomKey.of(1)), training, others.data())
                .model();
        Tensor outputs = model.apply(Tensor.of(others.signals(), Shape.of(EXAMPLES, STEPS, SYMBOLS + 1)));
        for (int example = 0; example < EXAMPLES; example++) {
            int[] row = java.util.Arrays.copyOfRange(others.labels(), example * MOST, (example + 1) * MOST);
            List<Integer> expected = java.util.Arrays.stream(row)
                    .filter(label -> label >= 0)
                    .boxed()
                    .toList();
            assertThat(read(outputs.get(0, example).argmax(1).toInts())).isEqualTo(expected);
        }
    }
}
