package org.chainrule.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.List;
import org.chainrule.plan.Plan;
import org.chainrule.threads.Workers;
import org.chainrule.warmup.KernelCode;
import org.junit.jupiter.api.Test;

/** A program is kept for long; what it was given is not. */
class ProgramTest {
    private static final KernelCode NEGATE = (operands, numbers, rowFrom, rowTo, from, to) -> {
        float[] x = (float[]) operands[0];
        float[] y = (float[]) operands[1];
        for (int i = from; i < to; i++) {
            y[i] = -x[i];
        }
    };

    private static Program negation(KernelCode code) {
        LoopRun loop = new LoopRun(
                0,
                code,
                new int[] {0, 1},
                new int[][] {{}},
                new int[2],
                new Cut(1, 3, 1, 3),
                List.of(),
                1,
                () -> "negation");
        return new Program(
                List.of(loop), List.of(new Program.Slot.Argument(0), new Program.Slot.Output(0)), 1, new About() {
                    @Override
                    public List<Work> works() {
                        return List.of(new Work("", "", 0, 0));
                    }

                    @Override
                    public String explain() {
                        return "";
                    }

                    @Override
                    public Plan plan() {
                        return new Plan(List.of(), List.of());
                    }
                });
    }

    private static float[] run(Program program, float... x) {
        float[] y = new float[x.length];
        program.run(new Object[] {x}, new Object[] {y}, Workers.shared());
        return y;
    }

    @Test
    void eachRunHasItsOwnArrays() {
        Program program = negation(NEGATE);
        assertThat(run(program, 1, 2, 3)).containsExactly(-1, -2, -3);
        assertThat(run(program, 4, 5, 6)).containsExactly(-4, -5, -6);
    }

    @Test
    void holdsNoArrayAfterARun() throws InterruptedException {
        Program program = negation(NEGATE);
        float[] x = {1, 2, 3};
        float[] y = run(program, x);
        List<WeakReference<float[]>> arrays = List.of(new WeakReference<>(x), new WeakReference<>(y));
        x = null;
        y = null;
        for (int i = 0; i < 50 && arrays.stream().anyMatch(array -> array.get() != null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(arrays).allMatch(array -> array.get() == null);
        assertThat(run(program, 7, 8, 9)).containsExactly(-7, -8, -9);
    }

    @Test
    void runsAgainAfterAFailure() {
        Program program = negation((operands, numbers, rowFrom, rowTo, from, to) -> {
            if (((float[]) operands[0])[0] == 0) {
                throw new ArithmeticException("zero");
            }
            NEGATE.run(operands, numbers, rowFrom, rowTo, from, to);
        });
        assertThatThrownBy(() -> run(program, 0, 1, 2)).isInstanceOf(ArithmeticException.class);
        assertThat(run(program, 1, 2, 3)).containsExactly(-1, -2, -3);
    }
}
