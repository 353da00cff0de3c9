package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a product's tile that are run as one, and those that are not, as a place must know its row or its column. */
class RunsOnTest {
    /** Fewer than a vector has, whole vectors, a rest; parts with and without gaps between rows; all columns and some. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 16, 17, 37, 300, 512, 520, 1000, 1500, 4096, 4100})
    void updatesOnTilesAreRight(int columns) {
        int rows = columns > 1000 ? 35 : 150;
        Tensor gradient =
                Parity.random(1, rows, 40).matmul(Parity.random(2, 40, columns)).div(40);
        Tensor weight = Parity.random(3, rows, columns);
        Tensor rate = Parity.random(4);
        Tensor moment = Parity.random(5, rows, columns).mul(0.9).add(gradient.mul(0.1));
        Parity.check(weight.sub(moment.mul(rate)), moment);
        Parity.check(gradient.add(Parity.random(6, columns)).tanh());
        Parity.check(gradient.add(Parity.random(7, rows, 1)).tanh());
        Parity.check(gradient.add(Parity.random(8, columns, rows).transpose()).tanh());
        Parity.check(
                gradient.add(Tensor.iota(rows, DType.FLOAT32).reshape(rows, 1)).tanh());
    }

    @Test
    void rowsRunOnWhereEveryAddressDoes() {
        Address unit = new Address(3, new int[] {10, 1});
        Address single = new Address(0, new int[] {0, 0});
        Address perColumn = new Address(0, new int[] {0, 1});
        Address perRow = new Address(0, new int[] {1, 0});
        Address withGaps = new Address(0, new int[] {16, 1});
        assertThat(grid(unit, single).runsOn()).isTrue();
        assertThat(grid(unit, perColumn).runsOn()).isFalse();
        assertThat(grid(unit, perRow).runsOn()).isFalse();
        assertThat(grid(unit, withGaps).runsOn()).isFalse();
    }

    private static Grid grid(Address... addresses) {
        return new Grid(new int[] {7}, 10, 0, List.of(addresses));
    }
}
