package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No two buffers that are needed at the same time share memory. */
class MemoryPlanTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void buffersAliveTogetherLieApart(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryPlan plan = new MemoryPlan();
        int[] births = new int[seed == 10 ? 1500 : 300];
        for (int buffer = 0; buffer < births.length; buffer++) {
            int first = random.nextInt(200);
            plan.write(buffer, DType.FLOAT32, 1 + random.nextInt(100), first);
            plan.read(buffer, first + random.nextInt(20));
            // as the parts of a concatenation are, some of which run earlier on the tiles of products
            births[buffer] = first - random.nextInt(10);
            plan.write(buffer, DType.FLOAT32, 1, births[buffer]);
        }
        plan.place();
        List<MemoryPlan.Placed> placed = plan.placed();
        for (MemoryPlan.Placed a : placed) {
            assertThat(a.first()).isEqualTo(births[(int) a.buffer()]);
            for (MemoryPlan.Placed b : placed) {
                boolean together = a.first() <= b.last() && b.first() <= a.last();
                boolean overlap = a.offset() < b.offset() + b.length() && b.offset() < a.offset() + a.length();
                assertThat(together && overlap && !a.buffer().equals(b.buffer()))
                        .as("%s and %s", a, b)
                        .isFalse();
            }
        }
    }

    /** What an LSTM's gates leave holds their gradient, though small buffers were born meanwhile. */
    @Test
    void smallBuffersBreakNoRoom() {
        MemoryPlan plan = new MemoryPlan();
        plan.write("gates", DType.FLOAT32, 1024, 0);
        plan.read("gates", 1);
        plan.write("loss", DType.FLOAT32, 16, 2);
        plan.read("loss", 9);
        plan.write("gradient", DType.FLOAT32, 1024, 3);
        plan.read("gradient", 9);
        plan.place();
        assertThat(plan.arenas()).containsEntry(DType.FLOAT32, 1024 + 16);
        assertThat(plan.offset("gradient")).isEqualTo(plan.offset("gates"));
    }
}
