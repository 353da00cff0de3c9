package org.chainrule.compile;

import org.chainrule.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An optimizer's update of so many numbers that its loop has several vectors side by side. */
class SideBySideTest {
    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) - 1, 1 << 20, (1 << 20) + 1, (1 << 20) + 71})
    void anUpdateOfManyNumbersIsRight(int size) {
        update(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1040, 1000, 1023})
    void rowsOfAnyLengthAreCovered(int columns) {
        update(1100, columns);
    }

    private static void update(int... extents) {
        Tensor weight = Parity.random(1, extents);
        Tensor gradient = Parity.random(2, extents);
        Tensor mean = Parity.random(3, extents).mul(0.9).add(gradient.mul(0.1));
        Tensor square = Tensor.of(Parity.random(4, extents).square().data())
                .mul(0.999)
                .add(gradient.square().mul(0.001));
        Parity.check(weight.sub(mean.div(square.sqrt().add(1e-2)).mul(0.01)), mean, square);
    }
}
