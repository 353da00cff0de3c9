package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Result;
import org.chainrule.bench.protocol.Task;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final List<String> ENGINES = List.of("chainrule", "tfjava", "libtorch");
    private static final Task W2 = Task.named("W2").orElseThrow();

    private static Result result(String engine, String row, double median, double least) {
        return new Result(engine, row, median, least, 100, 90, 7, 2.3, 0.1);
    }

    @Test
    void saysWhatEachEngineReachedAndTheSpeedUpOverTheBestPeer() {
        Row row = Row.of(
                W2,
                ENGINES,
                List.of(
                        result("chainrule", "W2", 4.1, 3.9),
                        result("libtorch", "W2", 5.6, 4.4),
                        result("tfjava", "W2", 4.2, 3.5)));
        assertThat(row.text())
                .isEqualTo("W2 chainrule 4.10 ms  tfjava 4.20 ms  libtorch 5.60 ms  speedup-over-best 1.02");
        assertThat(row.bestSteps()).isEqualTo("    best step: chainrule 3.90 ms  tfjava 3.50 ms  libtorch 4.40 ms");
    }

    @Test
    void roundsAreJoinedByTheirMedianAndTheirBestStep() {
        Row row = Row.of(
                W2,
                List.of("chainrule"),
                List.of(
                        result("chainrule", "W2", 4, 3),
                        result("chainrule", "W2", 9, 2),
                        result("chainrule", "W2", 5, 4),
                        result("chainrule", "W1", 1, 1)));
        assertThat(row.measurements().get("chainrule")).contains(new Measurement(5, 2));
    }

    @Test
    void productsCompareTheirRates() {
        Row row = Row.of(
                new Product(512),
                List.of("chainrule", "tfjava"),
                List.of(result("chainrule", "matmul-512", 2.822, 2.7), result("tfjava", "matmul-512", 2.737, 2.7)));
        assertThat(row.text())
                .isEqualTo("matmul-512 chainrule 95.1 GFLOP/s  tfjava 98.1 GFLOP/s  speedup-over-best 0.97");
    }

    @Test
    void anEngineThatFailedHasNoNumberAndDoesNotCount() {
        Row row = Row.of(W2, ENGINES, List.of(result("chainrule", "W2", 4, 3), result("libtorch", "W2", 6, 5)));
        assertThat(row.text()).isEqualTo("W2 chainrule 4.00 ms  tfjava n/a  libtorch 6.00 ms  speedup-over-best 1.50");
    }

    @Test
    void thereIsNoSpeedUpWithoutThisEngineOrWithoutPeers() {
        assertThat(Row.of(W2, ENGINES, List.of(result("tfjava", "W2", 4, 3))).text())
                .isEqualTo("W2 chainrule n/a  tfjava 4.00 ms  libtorch n/a  speedup-over-best n/a");
        assertThat(Row.of(W2, List.of("chainrule"), List.of(result("chainrule", "W2", 4, 3)))
                        .text())
                .isEqualTo("W2 chainrule 4.00 ms  speedup-over-best n/a");
    }
}
