package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A number that is configuration is compiled anew for each of its values: that is told, and does not fill the memory. The log is that of all tests. */
@Isolated
class TracesTest {
    private record Given(Tensor x, double rate, String name) {}

    private static final Tensor X = Tensor.of(1f, 2f);

    private final List<String> told = new ArrayList<>();
    private final List<Logger> logs =
            List.of(Logger.getLogger(Compiled.class.getName()), Logger.getLogger(CompiledLoop.class.getName()));
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            told.add(message.getLoggerName() + ": " + message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logs.forEach(log -> {
            log.addHandler(handler);
            log.setUseParentHandlers(false);
        });
    }

    @AfterEach
    void leave() {
        logs.forEach(log -> {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        });
    }

    private static Tensor scaled(Given given) {
        return given.x().mul(given.rate());
    }

    @Test
    void aNumberThatIsAnotherOneEachTimeIsToldOnce() {
        Compiled<Given, Tensor> compiled = Compiled.of(TracesTest::scaled);
        IntStream.range(0, 8).forEach(i -> compiled.apply(new Given(X, i, "a")));
        assertThat(told).isEmpty();
        assertThat(compiled.apply(new Given(X, 8, "a")).toFloats()).containsExactly(8, 16);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith(Compiled.class.getName()
                        + ": Traced and compiled 9 times for arguments that differ in rate (Double) alone")
                .contains("Tensor.scalar");
        IntStream.range(9, 30).forEach(i -> compiled.apply(new Given(X, i, "a")));
        assertThat(told).hasSize(1);
    }

    @Test
    void aLoopTellsItToo() {
        CompiledLoop<Tensor, Given, Tensor> loop =
                CompiledLoop.of(X, (s, given) -> new CompiledLoop.Next<>(s.add(scaled(given)), s));
        IntStream.range(0, 12).forEach(i -> loop.advance(new Given(X, i, "a")));
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith(CompiledLoop.class.getName() + ": ")
                .contains("rate");
        assertThat(loop.state().toFloats()).containsExactly(67, 134);
    }

    @Test
    void otherShapesAreToldOfByNoOne() {
        Compiled<Given, Tensor> compiled = Compiled.of(TracesTest::scaled);
        IntStream.range(1, 80).forEach(i -> compiled.apply(new Given(Tensor.zeros(i), 2, "a")));
        assertThat(told).isEmpty();
    }

    @Test
    void twoConfigurationsOfManyShapesAreToldOfByNoOne() {
        Compiled<Given, Tensor> compiled = Compiled.of(TracesTest::scaled);
        IntStream.range(1, 20)
                .forEach(i -> List.of(1, 2).forEach(rate -> compiled.apply(new Given(Tensor.zeros(i), rate, "a"))));
        assertThat(told).isEmpty();
    }

    @Test
    void tracesOfOtherConfigurationAreForgottenAndThoseOfOtherShapesAreNot() {
        AtomicInteger traced = new AtomicInteger();
        Compiled<Given, Tensor> compiled = Compiled.of(given -> {
            traced.incrementAndGet();
            return scaled(given);
        });
        compiled.apply(new Given(Tensor.zeros(3), 0, "a"));
        IntStream.range(0, 100).forEach(i -> {
            compiled.apply(new Given(X, i, "a"));
            // used last again and again
            compiled.apply(new Given(X, 0, "a"));
        });
        assertThat(traced.get()).isEqualTo(101);
        compiled.apply(new Given(X, 99, "a"));
        compiled.apply(new Given(X, 0, "a"));
        compiled.apply(new Given(Tensor.zeros(3), 0, "a"));
        assertThat(traced.get()).isEqualTo(101);
        assertThat(compiled.apply(new Given(X, 1, "a")).toFloats()).containsExactly(1, 2);
        assertThat(traced.get()).isEqualTo(102);
    }

    @Test
    void manyThreadsTraceOnce() {
        AtomicInteger traced = new AtomicInteger();
        Compiled<Given, Tensor> compiled = Compiled.of(given -> {
            traced.incrementAndGet();
            return scaled(given);
        });
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> assertThat(
                                compiled.apply(new Given(X, i % 4, "a")).toFloats())
                        .containsExactly(i % 4, i % 4 * 2));
        assertThat(traced.get()).isEqualTo(4);
    }

    @Test
    void differencesAreNamedByTheirPaths() {
        Object first = TreeForm.of(List.of(new Given(X, 1, "a"), Map.of("b", Optional.of(2), "a", X)));
        Object second = TreeForm.of(List.of(new Given(X, 2, "b"), Map.of("a", X, "b", Optional.of(3))));
        assertThat(TreeForm.difference(first, second))
                .hasValue(List.of("0.rate (Double)", "0.name (String)", "1.b (Integer)"));
        assertThat(TreeForm.difference(first, first)).isEmpty();
        assertThat(TreeForm.difference(TreeForm.of(List.of(X)), TreeForm.of(List.of(X, X))))
                .isEmpty();
        assertThat(TreeForm.difference(TreeForm.of(List.of(X)), TreeForm.of(List.of(1))))
                .isEmpty();
        assertThat(TreeForm.difference(TreeForm.of(new double[] {1}), TreeForm.of(new double[] {2})))
                .hasValue(List.of("(double[])"));
    }
}
