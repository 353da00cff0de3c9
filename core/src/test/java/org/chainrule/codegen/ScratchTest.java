package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScratchTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void anArrayThatIsTooShortIsCopiedIntoALongerOneOfItsThreadAndOperand() {
        float[] bias = {1, 2, 3};
        float[] copy = (float[]) Scratch.longEnough(bias, 0, 16);
        assertThat(Arrays.copyOf(copy, 3)).containsExactly(bias);
        assertThat(copy).hasSizeGreaterThanOrEqualTo(16);
        assertThat(Scratch.longEnough(bias, 0, 3)).isSameAs(bias);
        assertThat(Scratch.longEnough(bias, 1, 16)).isNotSameAs(copy);
        assertThat(Scratch.longEnough(new int[3], 0, 16)).isInstanceOf(int[].class);
    }

    /** Whichever compiler has come to it: a kernel asks in each of its calls. */
    @Test
    void nothingIsAllocatedOnceTheCopyIsThere() {
        float[] bias = {1, 2, 3};
        longEnough(bias, 1);
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        longEnough(bias, 10_000);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes).isLessThan(10_000);
    }

    private static void longEnough(float[] array, int times) {
        for (int i = 0; i < times; i++) {
            Scratch.longEnough(array, 0, 16);
        }
    }
}
