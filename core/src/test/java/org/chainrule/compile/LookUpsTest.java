package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices that loops find in a table by themselves. */
class LookUpsTest {
    private static Tensor ids(int count, int extent) {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = i * 7919 % extent;
        }
        return Tensor.of(ids);
    }

    @ParameterizedTest
    @CsvSource({"64, FLOAT32", "19, FLOAT32", "9, FLOAT32", "16, FLOAT64", "11, FLOAT64"})
    void whatIsPickedIsReadWhereItLies(int width, DType dtype) {
        Tensor table = Parity.random(1, 50, width).cast(dtype);
        Tensor held = Tensor.of(table.data());
        Tensor words = ids(33, 50).reshape(3, 11);
        Tensor picked = held.gather(0, words);
        Parity.check(picked.mean(1), picked.mul(2).exp(), picked.sum(2), picked);
        assertThat(Compiled.of((Tensor t) -> t.gather(0, words).mean(1)).explain(held))
                .doesNotContain(": gather")
                .contains("33 rows × " + width + " columns");
    }

    @ParameterizedTest
    @CsvSource({"64, FLOAT32, 40", "19, FLOAT32, 7", "9, FLOAT32, 3", "11, FLOAT64, 30"})
    void rowsAreMovedWhereTheyLie(int width, DType dtype, int extent) {
        Tensor table = Tensor.of(Parity.random(1, extent, width).cast(dtype).data());
        Tensor values = Tensor.of(Parity.random(2, 33, width).cast(dtype).data());
        RowSparse rows = new RowSparse(ids(33, extent), values, table.shape());
        RowSparse.Distinct distinct = rows.distinct();
        Tensor before = table.gather(0, distinct.rows());
        Tensor moves = distinct.values().sub(before).mul(0.5);
        Parity.check(distinct.addTo(table, moves));
        Tensor expected = table.indexAdd(0, distinct.rows(), distinct.only(moves));
        assertThat(distinct.addTo(table, moves).toDoubles()).containsExactly(expected.toDoubles());
    }

    /** Of tables that are larger than a core's caches what rows look up is read ahead: the last of a piece, of few, all the same, of int64. */
    @ParameterizedTest
    @CsvSource({"64, FLOAT32, 3000", "65, FLOAT32, 301", "9, FLOAT64, 2"})
    void slicesOfLargeTablesAreReadAhead(int width, DType dtype, int count) {
        int extent = (5 << 18) / (width * dtype.bytes());
        Tensor table = Tensor.of(Parity.random(1, extent, width).cast(dtype).data());
        Tensor values = Tensor.of(Parity.random(2, count, width).cast(dtype).data());
        for (Tensor rows : List.of(
                Tensor.of(ids(count, extent).data()),
                Tensor.full(Shape.of(count), extent - 1, DType.INT32),
                Tensor.of(ids(count, extent).cast(DType.INT64).data()))) {
            RowSparse.Distinct distinct = new RowSparse(rows, values, table.shape()).distinct();
            Tensor moves =
                    distinct.values().sub(table.gather(0, distinct.rows()).mul(0.5));
            double[] expected =
                    table.indexAdd(0, distinct.rows(), distinct.only(moves)).toDoubles();
            for (int threads : new int[] {1, 2}) {
                try (Workers workers = Workers.of(threads)) {
                    Compiled<Tensor, Tensor> moved = Compiled.on(workers, (Tensor t) -> distinct.addTo(t, moves));
                    assertThat(Arrays.equals(moved.apply(table).toDoubles(), expected))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void anIndexOutOfRangeIsRefused() {
        Compiled<List<Tensor>, Tensor> mean =
                Compiled.of(given -> given.get(0).gather(0, given.get(1)).mean(0));
        Tensor table = Tensor.zeros(5, 16);
        for (int index : new int[] {5, -1}) {
            assertThatThrownBy(() -> mean.apply(List.of(table, Tensor.of(0, index, 2))))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index " + index + " is outside a table of 5 slices");
        }
    }

    @Test
    void gradientsPassThroughLookUps() {
        Tensor table = Tensor.of(Parity.random(3, 20, 12).data());
        Tensor loss =
                table.gather(0, ids(30, 20).reshape(5, 6)).mean(1).square().sum();
        Parity.check(Gradient.of(loss).at(table));
        assertThat(loss.shape()).isEqualTo(Shape.SCALAR);
    }
}
