package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

/** Adding rows to a loop's state: in the table's own array where nothing reads it later, and with the same result where something does. */
class RowsInPlaceTest {
    private static final Tensor IDS = Tensor.of(4, 1, 4);
    private static final Tensor UPDATES = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    private static final Tensor START = Tensor.of(new double[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}});

    private static double[] after(int steps, BiFunction<Tensor, Tensor, CompiledLoop.Next<Tensor, Tensor>> step) {
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(START, step);
        double[] last = {};
        for (int i = 0; i < steps; i++) {
            last = loop.step(IDS).toDoubles();
        }
        assertThat(last).isNotEmpty();
        return loop.state().toDoubles();
    }

    @Test
    void rowsAreAddedStepByStep() {
        assertThat(after(
                        2,
                        (table, ids) ->
                                new CompiledLoop.Next<>(table.indexAdd(0, ids, UPDATES), ids.cast(DType.FLOAT64))))
                .containsExactly(0, 1, 8, 11, 4, 5, 6, 7, 20, 25);
    }

    @Test
    void whatIsReadOfTheTableIsReadBefore() {
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(
                START, (table, ids) -> new CompiledLoop.Next<>(table.indexAdd(0, ids, UPDATES), table.sum(1)));
        assertThat(loop.step(IDS).toDoubles()).containsExactly(1, 5, 9, 13, 17);
        assertThat(loop.step(IDS).toDoubles()).containsExactly(1, 12, 9, 13, 31);
    }

    @Test
    void aTableAddedToTwiceKeepsBothSums() {
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(
                START,
                (table, ids) -> new CompiledLoop.Next<>(
                        table.indexAdd(0, ids, UPDATES), table.indexAdd(0, ids, UPDATES.mul(100))));
        assertThat(loop.step(IDS).toDoubles()).containsExactly(0, 1, 302, 403, 4, 5, 6, 7, 608, 809);
        assertThat(loop.state().toDoubles()).containsExactly(0, 1, 5, 7, 4, 5, 6, 7, 14, 17);
    }

    @Test
    void theNextTableMayBeReadToo() {
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(START, (table, ids) -> {
            Tensor next = table.indexAdd(0, ids, UPDATES);
            return new CompiledLoop.Next<>(next, next.sum(1).add(table.sum(1)));
        });
        assertThat(loop.step(IDS).toDoubles()).containsExactly(2, 17, 18, 26, 48);
        assertThat(loop.step(IDS).toDoubles()).containsExactly(2, 31, 18, 26, 76);
    }

    @Test
    void rowsTakenFromTheTableItselfAreAddedToIt() {
        assertThat(after(
                        1,
                        (table, ids) -> new CompiledLoop.Next<>(
                                table.indexAdd(0, ids, table.slice(0, 0, 3)), ids.cast(DType.FLOAT64))))
                .containsExactly(0, 1, 4, 6, 4, 5, 6, 7, 12, 15);
    }

    @Test
    void aTableThatNobodyReadsLaterIsNotCopied() {
        assertThat(explained((table, ids) -> new CompiledLoop.Next<>(
                        table.indexAdd(0, ids, UPDATES), table.gather(0, ids).sum())))
                .contains("updated in place");
        assertThat(explained((table, ids) -> {
                    Tensor next = table.indexAdd(0, ids, UPDATES);
                    return new CompiledLoop.Next<>(next, next.sum(1).add(table.sum(1)));
                }))
                .contains("updated into a second array");
    }

    private static String explained(BiFunction<Tensor, Tensor, CompiledLoop.Next<Tensor, Tensor>> step) {
        return CompiledLoop.of(START, step).explain(IDS);
    }
}
