package org.chainrule.compile;

import static org.chainrule.compile.Parity.check;
import static org.chainrule.compile.Parity.random;

import java.util.List;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** Expressions that take the compiler's special paths, against the reference. */
class ExpressionParityTest {
    private final Tensor x = random(1, 5, 37);
    private final Tensor row = random(2, 37);
    private final Tensor column = random(3, 5, 1);

    @Test
    void broadcastsAndReductions() {
        check(x.add(row).relu());
        check(x.mul(column).add(row).tanh(), x.sum(0), x.sum(1), x.sum());
        check(x.variance(1), x.variance(), x.mean(0), x.max(0), x.min(1));
        check(
                random(4, 3, 4, 500).sum(0, 2),
                random(4, 3, 4, 500).sum(1),
                random(4, 3, 4, 500).max(0, 1));
    }

    @Test
    void positionsAlongRowsAloneAreOneNumberARow() {
        Tensor numbers = Tensor.iota(5, DType.FLOAT32);
        check(x.sum(1).add(numbers), x.add(numbers.unsqueeze(1)).max(1).mul(numbers));
        check(x.pad(0, 2, 1).sum(1), x.pad(0, 1, 1).mul(x.pad(0, 1, 1).sum(1).unsqueeze(1)));
        check(
                random(4, 1).argmax(0).cast(DType.FLOAT32),
                random(4, 6, 1).argmax(1).cast(DType.FLOAT32));
    }

    @Test
    void whatAnElementNeedsFromManyPlacesIsStoredOnTheWay() {
        Tensor many = random(7, 6, 64);
        check(Gradient.of(many.product(1).sum()).at(many));
        Tensor parts = many;
        for (int i = 1; i < 7; i++) {
            Tensor shifted = parts.pad(1, i, 0).slice(1, 0, 64);
            parts = Tensor.concat(
                    1, List.of(parts.slice(1, 32, 64).mul(shifted.slice(1, 0, 32)), shifted.slice(1, 32, 64)));
        }
        check(parts, Gradient.of(parts.sum()).at(many));
    }

    @Test
    void longReductionsAreCutIntoBlocks() {
        check(
                random(5, 20000).sum(),
                random(5, 20000).square().mean(),
                random(5, 9001).max());
        check(
                random(6, 300, 400).sum(0),
                random(6, 300, 400).sum(),
                random(6, 3000, 3).sum(0));
        check(random(6, 40000).softmax(0));
    }

    @Test
    void whatWaitsForAReductionWithinARow() {
        check(x.softmax(1), x.softmax(0), x.logSoftmax(1), x.logSumExp(0), x.argmax(1), x.argmax(0));
        Tensor centred = x.sub(x.keeping(x.mean(1), 1));
        Tensor normalized = centred.div(x.keeping(x.variance(1).add(1e-5).sqrt(), 1))
                .mul(row)
                .add(row);
        check(
                normalized,
                Gradient.of(normalized.square().sum()).at(x),
                Gradient.of(normalized.tanh().sum()).at(row));
    }

    @Test
    void movementsBecomeStrides() {
        check(
                x.flip(),
                x.flip(1).add(x),
                x.transpose().flip(0),
                x.slice(1, 1, 30, 3),
                x.slice(1, 30, 1, -2),
                x.get(0, 2));
        check(
                x.pad(1, 2, 3),
                x.pad(0, 1, 1).add(1).pad(1, 1, 0),
                x.slice(1, 0, 36).add(x.slice(1, 1, 37)));
        check(Tensor.concat(0, List.of(x, x.mul(2))), Tensor.concat(1, List.of(x, column, x.tanh())));
        check(Tensor.stack(0, List.of(x, x)), Tensor.stack(2, List.of(x, x.add(1))));
    }

    @Test
    void reshapesOfWhatDoesNotLieInOrder() {
        check(
                x.transpose().reshape(5, 37),
                x.reshape(37, 5).transpose(),
                x.reshape(-1).add(1));
        check(x.mul(2).reshape(37, 5).sum(0), x.transpose().reshape(185).tanh().sum());
        check(row.broadcastTo(5, 37).reshape(185), row.broadcastTo(5, 37).reshape(37, 5));
    }

    @Test
    void products() {
        Tensor w = random(4, 37, 11);
        check(
                x.matmul(w),
                w.transpose().matmul(x.transpose()),
                x.matmul(w).add(random(5, 11)).relu());
        check(
                x.matmul(row),
                row.matmul(w),
                x.matmul(w).softmax(1),
                x.transpose().matmul(x));
        Tensor a = random(6, 3, 4, 5);
        Tensor b = random(7, 3, 5, 6);
        check(a.matmul(b), a.matmul(b.get(0, 1)), a.permute(1, 0, 2).matmul(random(8, 5, 2)));
        check(a.transpose().matmul(a), a.matmul(b).sum(0));
    }

    @Test
    void gathersAndScatters() {
        Tensor indices = Tensor.of(2, 0, 2, 4);
        check(
                x.gather(0, indices),
                x.gather(1, indices),
                x.gather(0, indices.reshape(2, 2)).mul(2));
        check(random(9, 4, 37).scatterAdd(0, indices, 6), random(9, 3, 4).scatterAdd(1, indices, 7));
        check(Gradient.of(x.gather(0, indices).square().sum()).at(x));
    }

    @Test
    void runningSums() {
        check(
                x.cumulativeSum(1),
                x.cumulativeSum(0),
                x.transpose().cumulativeSum(0),
                x.slice(0, 0, 1).cumulativeSum(0));
    }

    @Test
    void numbersAndNothing() {
        check(Tensor.scalar(2).add(3), Tensor.scalar(2).exp().mul(x).sum().add(1));
        check(Tensor.zeros(3, 4), Tensor.eye(4), Tensor.iota(5, DType.FLOAT32));
        check(Tensor.zeros(0, 3).sum(0), Tensor.zeros(0, 3), Tensor.zeros(3, 0).matmul(Tensor.zeros(0, 2)));
        check(Tensor.concat(0, List.of(Tensor.zeros(0, 37), x)));
        check(x, x, x.reshape(185), x.add(0), x.add(1), x.add(1));
    }

    @Test
    void otherTypes() {
        check(
                Tensor.of(1, 2, 3, -7).div(Tensor.of(2, 2, 2, 2)),
                Tensor.of(1, 2, 3).eq(Tensor.of(1, 0, 3)));
        check(
                Tensor.of(5L, 6L).mul(Tensor.of(1L << 40, 3L)),
                x.gt(0),
                x.gt(0).any(1),
                x.gt(-9).all());
        check(
                x.cast(DType.FLOAT64).exp().sum(0),
                x.cast(DType.FLOAT64).matmul(random(4, 37, 3).cast(DType.FLOAT64)));
        check(RandomKey.of(5).bits(Shape.of(100)), RandomKey.of(5).uniform(Shape.of(10, 10)));
    }

    @Test
    void deepChains() {
        Tensor number = Tensor.scalar(0.5);
        Tensor vector = random(1, 100);
        for (int i = 0; i < 3000; i++) {
            number = number.mul(1.0001).add(0.0001);
            vector = vector.mul(1.0001).add(1e-6);
        }
        check(number, vector);
        Tensor squared = random(1, 70);
        for (int i = 0; i < 60; i++) {
            squared = squared.mul(squared).tanh();
        }
        check(squared);
    }

    @Test
    void slicesOfRosenbrock() {
        Tensor at = random(30, 1000);
        Tensor next = at.slice(0, 1, 1000);
        Tensor here = at.slice(0, 0, 999);
        Tensor value = next.sub(here.square())
                .square()
                .mul(100)
                .add(here.neg().add(1).square())
                .sum();
        check(value.div(1e4), Gradient.of(value).at(at).div(1e3));
    }
}
