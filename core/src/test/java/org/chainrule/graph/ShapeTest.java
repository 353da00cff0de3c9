package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void extentsStridesAndSize() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.size()).isEqualTo(24);
        assertThat(shape.strides()).containsExactly(12, 4, 1);
        assertThat(shape.extent(-1)).isEqualTo(4);
        assertThat(shape.without(1)).isEqualTo(Shape.of(2, 4));
        assertThat(shape.with(-3, 7)).isEqualTo(Shape.of(7, 3, 4));
        assertThat(shape.range(1, 3).append(Shape.of(5))).isEqualTo(Shape.of(3, 4, 5));
        assertThat(shape).hasToString("[2, 3, 4]");
    }

    @Test
    void aScalarHasOneElementAndAnEmptyShapeNone() {
        assertThat(Shape.of()).isSameAs(Shape.SCALAR);
        assertThat(Shape.SCALAR.size()).isEqualTo(1);
        assertThat(Shape.SCALAR).hasToString("[]");
        assertThat(Shape.of(3, 0).size()).isZero();
    }

    @Test
    void aShapeIsAValue() {
        int[] extents = {2, 3};
        Shape shape = Shape.of(extents);
        extents[0] = 9;
        shape.extents()[1] = 9;
        assertThat(shape)
                .isEqualTo(Shape.of(2, 3))
                .hasSameHashCodeAs(Shape.of(2, 3))
                .isNotEqualTo(Shape.of(3, 2));
    }

    @Test
    void axesAreSortedCountedFromTheFrontAndDistinct() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(Axes.named(shape, -1, 0)).isEqualTo(Axes.of(0, 2));
        assertThat(Axes.named(shape)).isEqualTo(Axes.range(0, 3));
        assertThat(Axes.of(2, 0, 1).inverse()).isEqualTo(Axes.of(1, 2, 0));
        assertThatThrownBy(() -> Axes.named(shape, 3)).isInstanceOf(ShapeException.class);
    }

    @Test
    void aSpanFitsIfAllItsIndicesDo() {
        assertThat(new Span(4, 3, -2).fits(5)).isTrue();
        assertThat(new Span(4, 4, -2).fits(5)).isFalse();
        assertThat(new Span(0, 0, 1).fits(0)).isTrue();
        assertThat(new Span(1, 3, 2).fits(6)).isTrue();
        assertThat(new Span(1, 3, 2).fits(5)).isFalse();
        assertThat(new Span(1, Integer.MAX_VALUE, 2).fits(6)).isFalse();
    }

    @Test
    void theTopologicalOrderPutsInputsFirst() {
        Node x = Node.constant(new Data(new Type(Shape.of(2), DType.FLOAT32), new float[2]));
        Node y = x.exp();
        Node z = y.mul(x).sin();
        assertThat(Topology.of(java.util.List.of(z))).containsExactly(x, y, y.mul(x), z);
        assertThat(Topology.of(java.util.List.of(z), node -> node != y)).contains(x, y, z);
    }

    @Test
    void samplesAreTheSameForTheSameSeed() {
        for (Domain domain : Domain.values()) {
            double[] once = domain.sample(Shape.of(50), 3).toDoubles();
            assertThat(domain.sample(Shape.of(50), 3).toDoubles()).isEqualTo(once);
            assertThat(domain.sample(Shape.of(50), 4).toDoubles()).isNotEqualTo(once);
        }
    }
}
