package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

class AttentionMaskTest {
    private static final MultiHeadAttention LAYER = MultiHeadAttention.of(8, 2, RandomKey.of(1));
    private static final Tensor X = Tensor.zeros(4, 3, 8);
    private static final Tensor MEMORY = Tensor.zeros(4, 5, 8);

    @Test
    void aMaskThatDoesNotFitIsToldWithTheShapeThatWould() {
        for (Shape wrong : List.of(Shape.of(3), Shape.of(5, 3), Shape.of(2, 1, 1, 5), Shape.of(1, 4, 2, 3, 5))) {
            Tensor mask = Tensor.zeros(wrong.extents()).eq(0);
            for (MultiHeadAttention layer : List.of(LAYER, LAYER.asCausal())) {
                assertThatThrownBy(() -> layer.apply(X, MEMORY, Optional.of(mask)))
                        .isInstanceOf(ShapeException.class)
                        .hasMessage("multi-head attention: the mask " + wrong + " for scores [4, 2, 3, 5]"
                                + " (a mask broadcasts to the scores, [batch, heads, steps, others])");
            }
        }
    }

    @Test
    void aMaskIsOfTruthValues() {
        assertThatThrownBy(() -> LAYER.apply(X, MEMORY, Optional.of(Tensor.ones(5))))
                .isInstanceOf(DTypeException.class)
                .hasMessageContainingAll("a mask of float32", "mask.ne(0)");
    }

    @Test
    void whatBroadcastsIsTaken() {
        for (Shape right :
                List.of(Shape.SCALAR, Shape.of(5), Shape.of(3, 1), Shape.of(4, 1, 1, 5), Shape.of(2, 3, 5))) {
            Tensor mask = Tensor.zeros(right.extents()).eq(0);
            assertThat(LAYER.apply(X, MEMORY, Optional.of(mask)).shape()).isEqualTo(Shape.of(4, 3, 8));
        }
    }
}
