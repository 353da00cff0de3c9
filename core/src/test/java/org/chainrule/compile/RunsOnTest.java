package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chainrule.CompiledLoop;
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
        Parity.check(gradient.sub(gradient.mean(-1).reshape(rows, 1)));
    }

    /** The product is kept, so its rows lie without gaps, whatever the columns of a part; what is updated twice shows. */
    @ParameterizedTest
    @ValueSource(ints = {300, 1500, 4100})
    void eachPlaceIsUpdatedOnce(int columns) {
        Tensor left = Parity.random(1, 35, 40);
        Tensor right = Parity.random(2, 40, columns);
        Tensor weight = Parity.random(3, 35, columns);
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(weight, (before, x) -> {
            Tensor product = x.matmul(right);
            return new CompiledLoop.Next<>(before.mul(0.5).add(product), product);
        });
        float[] product = loop.step(left).toFloats();
        float[] before = weight.toFloats();
        float[] after = loop.state().toFloats();
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isCloseTo(before[i] * 0.5f + product[i], within(1e-5f));
        }
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

    @Test
    void severalAxesOfRowsDoNotRunOn() {
        Address even = new Address(0, new int[] {100, 10, 1});
        assertThat(new Grid(new int[] {5, 7}, 10, 0, List.of(even)).runsOn()).isFalse();
    }

    @Test
    void loopsRunOnWhereNoPlaceKnowsItsRow() {
        Tensor x = Parity.random(1, 7, 10);
        assertThat(runsOn(x.tanh().add(Parity.random(2, 7, 10)))).isTrue();
        assertThat(runsOn(x.tanh().add(Parity.random(2, 10)))).isFalse();
        // a row's mean is written nowhere, so no address tells of it
        assertThat(runsOn(x.sub(x.mean(-1).reshape(7, 1)))).isFalse();
        assertThat(runsOn(x.tanh().sum(0))).isFalse();
    }

    /** Of the only loop of a program, as if it ran on a product's tiles. */
    private static boolean runsOn(Tensor output) {
        List<Stage> stages =
                Fusion.of(Simplify.of(List.of(output.node())), Map.of()).stages();
        assertThat(stages).hasSize(1);
        return Launch.of(((Stage.Fused) stages.getFirst()).loop(), true).runsOn();
    }

    private static Grid grid(Address... addresses) {
        return new Grid(new int[] {7}, 10, 0, List.of(addresses));
    }
}
