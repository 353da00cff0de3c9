package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Gather;
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

    @Test
    void whatSeveralLoopsMakeOfALookUpIsFoundOnce() {
        Tensor table = Tensor.of(Parity.random(1, 50, 64).data());
        Tensor weight = Parity.random(2, 64, 64).mul(0.1);
        Tensor words = ids(48, 50);
        UnaryOperator<Tensor> network = t -> {
            Tensor embedded = t.gather(0, words).add(weight.slice(0, 0, 48));
            return embedded.softmax(-1).matmul(weight).add(embedded).softmax(-1);
        };
        Parity.check(network.apply(table));
        assertThat(Compiled.of(network::apply).plan(table).kernels())
                .filteredOn(kernel -> kernel.nodes().stream().anyMatch(node -> node.op() instanceof Gather))
                .hasSize(1);
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

    /** The gradient of a mean of looked-up rows is one row for all of them: it is read where it lies. */
    @ParameterizedTest
    @CsvSource({"5, 7, 64", "40, 3, 16", "1, 6, 9", "6, 1, 33"})
    void rowsOfCopiesAreReadOnce(int batch, int words, int width) {
        Tensor ids = ids(batch * words, 11).reshape(batch, words);
        Tensor weight = Parity.random(3, batch, width);
        Tensor table = Tensor.of(Parity.random(1, 11, width).data());
        Tensor loss = table.gather(0, ids).mean(1).mul(weight).sum();
        Parity.check(Gradient.of(loss).at(table));
        Tensor copies = weight.mul(2).reshape(batch, 1, width).broadcastTo(Shape.of(batch, words, width));
        RowSparse rows = new RowSparse(
                Tensor.of(ids(batch * words, 11).data()), copies.reshape(batch * words, width), Shape.of(11, width));
        Parity.check(rows.distinct().values(), rows.distinct().rows());
    }

    @Test
    void whatIsCopiedForEachWordIsNotWrittenOut() {
        Tensor ids = Tensor.of(ids(24, 11).data());
        Compiled<Tensor, Tensor> sums = Compiled.of((Tensor x) -> new RowSparse(
                        ids,
                        x.exp()
                                .reshape(4, 1, 16)
                                .broadcastTo(Shape.of(4, 6, 16))
                                .reshape(24, 16),
                        Shape.of(11, 16))
                .distinct()
                .values());
        assertThat(sums.explain(Parity.random(1, 4, 16)))
                .contains("1 rows × 64 columns")
                .doesNotContain("24 rows × 16 columns");
    }

    /** Nor is it where the gradient is dense. */
    @Test
    void sumsReadWhatWasCopied() {
        Tensor ids = Tensor.of(ids(24, 11).data()).reshape(4, 6);
        Compiled<Tensor, Tensor> sums = Compiled.of((Tensor x) ->
                x.exp().reshape(4, 1, 16).broadcastTo(Shape.of(4, 6, 16)).scatterAdd(0, ids, 11));
        assertThat(sums.explain(Parity.random(1, 4, 16)))
                .contains("1 rows × 64 columns")
                .doesNotContain("24 rows × 16 columns");
    }

    /** Copies before, between and behind the rows, and indices that are not known to be in range. */
    @Test
    void onlyWholeSlicesOfCopiesArePickedSo() {
        Tensor x = Parity.random(1, 3, 16);
        Tensor order = Tensor.of(ids(12, 100).data()).argsort(0);
        Tensor after = x.reshape(3, 1, 16).broadcastTo(Shape.of(3, 4, 16)).reshape(12, 16);
        Tensor before = x.reshape(1, 3, 16).broadcastTo(Shape.of(4, 3, 16)).reshape(12, 16);
        Tensor all = x.slice(0, 1, 2).broadcastTo(Shape.of(12, 16));
        Tensor columns = x.slice(1, 0, 1).broadcastTo(Shape.of(3, 16));
        Tensor two = Parity.random(2, 2, 3, 8)
                .reshape(2, 3, 1, 8)
                .broadcastTo(Shape.of(2, 3, 2, 8))
                .reshape(12, 8);
        Tensor slices = x.reshape(3, 1, 2, 8).broadcastTo(Shape.of(3, 4, 2, 8)).reshape(12, 2, 8);
        Tensor some = order.slice(0, 2, 9);
        for (Tensor table : List.of(after, before, all, two, slices)) {
            Parity.check(table.gather(0, order), table.gather(0, order).sum(0), table.gather(0, some));
            Tensor slots = Tensor.of(ids(12, 5).data());
            Parity.check(table.scatterAdd(0, slots, 5), table.exp().scatterAdd(0, slots, 9));
        }
        Parity.check(columns.gather(0, Tensor.of(2, 0, 1).argsort(0)));
        assertThatThrownBy(() ->
                        Compiled.of((Tensor ids) -> after.gather(0, ids).sum()).apply(Tensor.of(-1, 3)))
                .hasMessageContaining("index -1 is outside a table of 12 slices");
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

    /** Where slices are picked and added in one go, an index that is out of range is refused by the line that picks. */
    @ParameterizedTest
    @CsvSource({"5, 5", "5, -1"})
    void whatIsPickedToBeAddedIsRefusedWhereItIsPicked(int extent, int index) {
        List<String> lines = new ArrayList<>();
        Compiled<List<Tensor>, Tensor> sums = Compiled.of(given -> {
            Tensor picked = given.get(0).gather(0, given.get(1));
            lines.add(picked.node().source().toString());
            return picked.scatterAdd(0, given.get(2), 3);
        });
        Tensor table = Tensor.zeros(extent, 16);
        assertThatThrownBy(() -> sums.apply(List.of(table, Tensor.of(index, index), Tensor.of(0, 2))))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index " + index + " is outside a table of " + extent + " slices")
                .satisfies(refused -> assertThat(refused).hasMessageEndingWith(lines.getFirst()));
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
