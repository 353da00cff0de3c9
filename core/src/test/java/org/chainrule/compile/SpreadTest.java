package org.chainrule.compile;

import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;

/** The gradient of a slice with steps: elements with zeros between them, whatever lay in that memory before. */
class SpreadTest {
    @Test
    void aMatrixProductIsSpreadOut() {
        Tensor x = Parity.random(1, 9, 5);
        Tensor weight = Parity.random(2, 4, 3);
        Tensor flows = Parity.random(3, 9, 4).cumulativeSum(0);
        Tensor spread = Gradient.of(x.slice(1, 0, 5, 2), flows.matmul(weight)).at(x);
        // as a result, and as what lies between others
        Parity.check(spread);
        Parity.check(spread.cumulativeSum(1), flows.exp().cumulativeSum(1).cumulativeSum(0));
    }

    @Test
    void aLossOfStepsAndProductsHasItsGradient() {
        Tensor x = Parity.random(4, 8, 6);
        Tensor weight = Parity.random(5, 3, 6);
        Tensor inside = x.sin().mul(x).cos();
        Tensor loss = inside.slice(1, 0, 6, 2)
                .matmul(weight)
                .square()
                .sum()
                .add(inside.exp().sum())
                .add(inside.cumulativeSum(0).square().sum());
        Parity.check(loss, Gradient.of(loss).at(x), Gradient.of(loss).at(weight));
    }
}
