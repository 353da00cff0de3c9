package org.chainrule.compile;

import org.chainrule.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Costly values that several later passes over a row need, and that wait where the row of a result goes. */
class LaterPassesTest {
    @ParameterizedTest
    @ValueSource(ints = {5, 16, 17, 40})
    void aValueIsThereForThePassAfterTheResultInWhosePlaceItCouldWait(int columns) {
        Tensor dear = dear(columns);
        Tensor first = dear.div(dear.sum(1).add(10).unsqueeze(1));
        Parity.check(first, dear.mul(first.square().mean(1).mul(100).unsqueeze(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 16, 17, 40})
    void aValueIsComputedAgainWhereTheResultInWhosePlaceItWaitedHasCome(int columns) {
        Tensor dear = dear(columns);
        Tensor first = dear.div(dear.sum(1).add(10).unsqueeze(1));
        // needs the first result as well, so nothing can wait in its place
        Parity.check(first, dear.sub(first).mul(first.square().mean(1).mul(100).unsqueeze(1)));
    }

    private static Tensor dear(int columns) {
        return Parity.random(columns, 3, columns).tanh().exp().sin();
    }
}
