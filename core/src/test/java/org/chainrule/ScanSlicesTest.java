package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** The steps of a scan work on slices of larger arrays, whatever they do there. */
class ScanSlicesTest {
    private final Tensor table = RandomKey.of(3).normal(Shape.of(5, 4)).evaluate();
    private final Tensor indices = Tensor.of(new int[] {4, 0, 2, 2, 1, 3}).reshape(3, 2);
    private final Tensor first = RandomKey.of(4).normal(Shape.of(2, 4)).evaluate();

    /** Rows of a table by the step's indices, and the table's gradient, which adds slices. */
    private static Scan.Step<Tensor, Tensor> next(Tensor carry, Tensor index, Tensor table) {
        Tensor rows = table.gather(0, index);
        return new Scan.Step<>(carry.mul(0.5).add(rows), carry.mul(rows).sum(1));
    }

    private Tensor scanned(Tensor by) {
        Scan.Step<Tensor, Tensor> all =
                Scan.of((Tensor carry, Tensor index) -> next(carry, index, by)).over(first, indices);
        return all.output().square().sum().add(all.carry().square().sum());
    }

    private Tensor unrolled(Tensor by) {
        Tensor carry = first;
        Tensor sum = Tensor.scalar(0);
        for (int i = 0; i < 3; i++) {
            Scan.Step<Tensor, Tensor> step = next(carry, indices.get(0, i), by);
            carry = step.carry();
            sum = sum.add(step.output().square().sum());
        }
        return sum.add(carry.square().sum());
    }

    @Test
    void lookUpsAndTheirGradientsAreThoseOfStepsOneByOne() {
        Compiled<Tensor, Tensor> scan =
                Compiled.of((Tensor by) -> Gradient.of(scanned(by)).at(by));
        Compiled<Tensor, Tensor> steps =
                Compiled.of((Tensor by) -> Gradient.of(unrolled(by)).at(by));

        assertThat(scan.apply(table).toFloats())
                .containsExactly(steps.apply(table).toFloats(), within());
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-4f);
    }
}
