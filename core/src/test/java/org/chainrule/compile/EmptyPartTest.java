package org.chainrule.compile;

import java.util.List;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of which a part is taken, where the part has none, or fewer elements than a vector. */
class EmptyPartTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void partsOfFewRows(int rows) {
        for (int columns : List.of(1, 3, 16, 17, 32)) {
            Tensor part = Parity.random(1, rows, columns);
            Tensor rest = Parity.random(2, 40, columns);
            Parity.check(Tensor.concat(0, List.of(part, rest)).exp().mul(2));
            Parity.check(Tensor.concat(0, List.of(rest, part, rest)).tanh().add(1));
        }
    }

    @Test
    void whatIsPaddedMayBeShorterThanAVector() {
        Tensor part = Parity.random(1, 2, 3);
        Parity.check(part.pad(0, 30, 20).exp());
        Parity.check(part.pad(1, 30, 20).exp());
        Parity.check(Parity.random(1, 0, 16).pad(0, 3, 37).exp());
    }
}
