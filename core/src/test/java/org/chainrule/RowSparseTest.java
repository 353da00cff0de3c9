package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

class RowSparseTest {
    private static final Tensor IDS = Tensor.of(4, 1, 4, 0, 4);

    private static Tensor table(int rows, int width) {
        return RandomKey.of(3).normal(Shape.of(rows, width)).cast(DType.FLOAT64);
    }

    private static Tensor gradient(Tensor loss, Tensor table) {
        return Gradient.of(loss).at(table);
    }

    @Test
    void theGradientOfALookUpNamesItsRows() {
        Tensor table = table(6, 3);
        Tensor gradient = gradient(table.gather(0, IDS).square().sum(), table);
        RowSparse rows = RowSparse.of(gradient).orElseThrow();
        assertThat(rows.rows().toInts()).containsExactly(4, 1, 4, 0, 4);
        assertThat(rows.values().shape()).isEqualTo(Shape.of(5, 3));
        assertThat(rows.dense().toDoubles()).containsExactly(gradient.toDoubles());
    }

    @Test
    void idsOfAnyShapeAreNamedInOrder() {
        Tensor table = table(6, 3);
        Tensor ids = IDS.slice(0, 0, 4).reshape(2, 2);
        RowSparse rows = RowSparse.of(
                        gradient(table.gather(0, ids).sum(1).square().sum(), table))
                .orElseThrow();
        assertThat(rows.rows().toInts()).containsExactly(4, 1, 4, 0);
        assertThat(rows.shape()).isEqualTo(Shape.of(6, 3));
    }

    @Test
    void repeatedRowsAreSummedOnce() {
        Tensor table = table(6, 2);
        Tensor weights = Tensor.of(1.0, 10.0, 100.0, 1000.0, 10000.0).reshape(5, 1);
        RowSparse.Distinct distinct = RowSparse.of(
                        gradient(table.gather(0, IDS).mul(weights).sum(), table))
                .orElseThrow()
                .distinct();
        assertThat(distinct.rows().toInts()).containsExactly(0, 1, 4, 0, 0);
        assertThat(distinct.values().toDoubles()).containsExactly(1000, 1000, 10, 10, 10101, 10101, 0, 0, 0, 0);
        assertThat(distinct.isRow().toInts()).containsExactly(1, 1, 1, 0, 0);
    }

    @Test
    void twoLookUpsOfOneTableAndNumbersBeforeThemStaySparse() {
        Tensor table = table(6, 2);
        Tensor loss = table.gather(0, Tensor.of(1, 2))
                .square()
                .sum()
                .add(table.gather(0, Tensor.of(2)).sum().mul(3));
        Tensor gradient = gradient(loss.div(7), table).mul(0.5).neg();
        RowSparse rows = RowSparse.of(gradient).orElseThrow();
        assertThat(rows.rows().toInts()).containsExactlyInAnyOrder(1, 2, 2);
        assertThat(rows.dense().toDoubles()).containsExactly(gradient.toDoubles(), Offset.offset(1e-15));
    }

    @Test
    void aTableThatIsNotLookedUpNamesNoRow() {
        Tensor table = table(6, 2);
        Tensor other = Tensor.scalar(2, DType.FLOAT64);
        RowSparse none = RowSparse.of(
                        Gradient.of(other.square()).at(List.of(other, table)).getLast())
                .orElseThrow();
        assertThat(none.rows().shape()).isEqualTo(Shape.of(0));
        assertThat(none.distinct().values().shape()).isEqualTo(Shape.of(0, 2));
        assertThat(none.dense().toDoubles()).containsOnly(0);
    }

    @Test
    void aTableThatIsAlsoUsedOtherwiseIsDense() {
        Tensor table = table(6, 2);
        Tensor looked = table.gather(0, IDS).sum();
        assertThat(RowSparse.of(gradient(looked.add(table.square().sum()), table)))
                .isEmpty();
        assertThat(RowSparse.of(gradient(table.gather(1, Tensor.of(1)).sum(), table)))
                .isEmpty();
        assertThat(RowSparse.of(table)).isEmpty();
        assertThat(RowSparse.of(Tensor.scalar(0.0))).isEmpty();
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new RowSparse(Tensor.of(1, 2), Tensor.zeros(3, 4), Shape.of(9, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2]")
                .hasMessageContaining("[3, 4]");
        assertThatThrownBy(() -> new RowSparse(Tensor.of(1, 2), Tensor.zeros(2), Shape.SCALAR))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void addingToRowsIsDifferentiableInTableAndUpdates() {
        Tensor updates = table(5, 3);
        GradCheck.of((Tensor t) -> t.indexAdd(0, IDS, updates).square(), table(6, 3))
                .order(2)
                .assertPassed();
        GradCheck.of((Tensor u) -> table(6, 3).indexAdd(0, IDS, u).square(), updates)
                .order(2)
                .assertPassed();
    }

    @Test
    void addingToRowsComesInOrderAndAlongAnyAxis() {
        Tensor table = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor updates = Tensor.of(new double[][] {{10, 20}, {30, 40}});
        assertThat(table.indexAdd(-1, Tensor.of(2, 2), updates).toDoubles()).containsExactly(1, 2, 33, 4, 5, 76);
        assertThat(table.indexAdd(
                                0,
                                Tensor.full(Shape.of(0), 0, DType.INT32),
                                Tensor.full(Shape.of(0, 3), 0, DType.FLOAT64))
                        .toDoubles())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> table.indexAdd(0, Tensor.of(0), updates)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> table.indexAdd(
                                0,
                                Tensor.of(2),
                                updates.slice(0, 0, 1).sum(1).reshape(1, 1).broadcastTo(Shape.of(1, 3)))
                        .toDoubles())
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
