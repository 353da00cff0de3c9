package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void namesEveryKernelWithItsLineAndWork() {
        Compiled<Tensor, Tensor> compiled = Compiled.of(x -> x.matmul(x).exp().sum(0));
        Tensor x = Tensor.full(Shape.of(64, 64), 0.01, DType.FLOAT32);
        try (Profile profile = Profile.start()) {
            for (int i = 0; i < 10; i++) {
                compiled.apply(x);
            }
            List<Profile.Row> mine = profile.rows().stream()
                    .filter(row -> row.source().contains("ProfileTest"))
                    .toList();
            assertThat(mine).anySatisfy(row -> {
                assertThat(row.kind()).startsWith("product [64, 64] [64, 64]");
                assertThat(row.runs()).isEqualTo(10);
                assertThat(row.gigaflops() * row.seconds() * 1e9)
                        .isBetween(2.0 * 64 * 64 * 64 * 10 * 0.99, 2.0 * 64 * 64 * 64 * 10 * 1.01);
                assertThat(row.source()).contains("ProfileTest.java:");
            });
            assertThat(mine).anySatisfy(row -> assertThat(row.kind()).startsWith("loop"));
            assertThat(profile.toString()).contains("GFLOP/s", "ProfileTest.java:");
        }
    }

    @Test
    void showsTheTimeOfTheShortestKernelsInTheSameColumn() {
        List<String> lines = Profile.table(List.of(row(3440.66e-6), row(1.26e-6), row(0.042e-6)))
                .lines()
                .limit(4)
                .map(line -> line.substring(0, 27))
                .toList();
        assertThat(lines)
                .containsExactly(
                        " share       runs    µs/run",
                        " 50.0%       1000    3440.7",
                        " 50.0%       1000       1.3",
                        " 50.0%       1000     0.042");
    }

    @Test
    void tellsWhatTakesNextToNothingInOneLineAndTheWholeInTheLast() {
        Profile.Row one = new Profile.Row("product", "Some.java:1", 1, 0.9985, 0.9985, 1, 1);
        Profile.Row small = new Profile.Row("loop", "Some.java:2", 10, 0.00075, 0.00075, 1, 1);
        assertThat(Profile.table(List.of(one, small, small)).lines())
                .containsExactly(
                        " share       runs    µs/run  GFLOP/s     GB/s  kernel",
                        " 99.9%          1  998500.0      1.0      1.0  product   Some.java:1",
                        "  0.2%         20                              2 kernels below 0.1% each: 0.002 s",
                        "100.0%         21                              3 kernels in all: 1.000 s");
    }

    private static Profile.Row row(double seconds) {
        return new Profile.Row("loop", "Some.java:1", 1000, 1000 * seconds, 0.5, 1, 1);
    }

    @Test
    void measuresNothingOnceItIsClosed() {
        Compiled<Tensor, Tensor> compiled = Compiled.of(x -> x.exp().mul(3));
        Profile profile = Profile.start();
        profile.close();
        compiled.apply(Tensor.zeros(1000));
        assertThat(profile.rows()).isEmpty();
    }

    @Test
    void theTimeOfAScanIsToldOnce() {
        Tensor x = Tensor.full(Shape.of(50, 100), 0.5, DType.FLOAT32);
        Scan<Tensor, Tensor, Tensor> scan = Scan.of((carry, element) -> {
            Tensor next = carry.mul(0.5).add(element).tanh();
            return new Scan.Step<>(next, next);
        });
        Compiled<Tensor, Tensor> compiled =
                Compiled.of(xs -> scan.over(Tensor.zeros(100), xs).carry());
        try (Profile profile = Profile.start()) {
            compiled.apply(x);
            double all = profile.rows().stream().mapToDouble(Profile.Row::share).sum();
            assertThat(all).isBetween(0.999, 1.001);
            assertThat(profile.rows()).anySatisfy(row -> assertThat(row.runs()).isEqualTo(50));
        }
    }
}
