package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.graph.Binary;
import org.chainrule.graph.DType;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.junit.jupiter.api.Test;

/** The same values from fewer nodes. */
class SimplifyTest {
    private final Tensor x = Parity.random(1, 4, 6);

    private static Node simple(Tensor tensor) {
        return Simplify.of(List.of(tensor.node())).getFirst();
    }

    @Test
    void movementsThatUndoOneAnotherGo() {
        assertThat(simple(x.transpose().transpose())).isSameAs(x.node());
        assertThat(simple(x.reshape(24).reshape(3, 8).reshape(4, 6))).isSameAs(x.node());
        assertThat(simple(x.slice(0, 0, 4))).isSameAs(x.node());
        assertThat(simple(x.pad(1, 0, 0))).isSameAs(x.node());
        assertThat(simple(x.unsqueeze(1).squeeze(1))).isSameAs(x.node());
    }

    @Test
    void broadcastsAreDoneOnce() {
        Tensor row = Parity.random(2, 6);
        Tensor twice = row.broadcastTo(4, 6).unsqueeze(0).broadcastTo(3, 4, 6);
        assertThat(simple(twice)).isSameAs(simple(row.broadcastTo(3, 4, 6)));
    }

    @Test
    void theGradientOfSlicesSideBySideIsTheirGradientsInARow() {
        Tensor left = Parity.random(2, 4, 2);
        Tensor middle = Parity.random(3, 4, 1);
        Tensor right = Parity.random(4, 4, 3);
        Tensor sum = right.pad(1, 3, 0).add(middle.pad(1, 2, 3)).add(left.pad(1, 0, 4));
        assertThat(simple(sum))
                .isSameAs(Tensor.concat(1, List.of(left, middle, right)).node());
        Tensor inside = middle.pad(1, 2, 3).add(left.pad(1, 0, 4));
        assertThat(simple(inside))
                .isSameAs(Tensor.concat(1, List.of(left, middle)).pad(1, 0, 3).node());
    }

    @Test
    void paddingsThatOverlapOrLieApartAreAdded() {
        Tensor two = Parity.random(2, 4, 2);
        Tensor three = Parity.random(3, 4, 3);
        assertThat(simple(two.pad(1, 1, 2).add(three.pad(1, 2, 0))).op()).isEqualTo(Binary.ADD);
        assertThat(simple(two.pad(1, 0, 4).add(three.pad(1, 3, 0))).op()).isEqualTo(Binary.ADD);
        assertThat(simple(two.pad(1, 1, 2).add(two.pad(1, 1, 2).neg())).op()).isEqualTo(Binary.ADD);
    }

    @Test
    void numbersAreFolded() {
        Tensor number = x.like(2);
        assertThat(simple(number.add(3).mul(4))).isSameAs(x.like(20).node());
        assertThat(simple(x.mul(x.like(2).mul(3)))).isSameAs(simple(x.mul(6)));
    }

    @Test
    void sumsOfCopiesAreProducts() {
        Tensor row = Parity.random(2, 6);
        assertThat(simple(row.broadcastTo(4, 6).sum(0))).isSameAs(simple(row.mul(4)));
        assertThat(simple(row.broadcastTo(4, 6).max(0))).isSameAs(row.node());
    }

    @Test
    void productsByAVectorAreSums() {
        Node product = simple(x.matmul(Parity.random(3, 6, 1)));
        assertThat(Topology.of(List.of(product))).noneMatch(node -> node.op() == MatMul.MATMUL);
        Node real = simple(x.matmul(Parity.random(3, 6, 2)));
        assertThat(real.op()).isEqualTo(MatMul.MATMUL);
    }

    @Test
    void castsToTheSameTypeGo() {
        Node cast = Node.of(new org.chainrule.graph.Cast(DType.FLOAT32), x.node());
        assertThat(simple(Tensor.of(cast))).isSameAs(x.node());
    }

    @Test
    void aChoiceThatIsKnownIsMade() {
        Tensor yes = x.exp();
        assertThat(simple(Tensor.of(true).get(0, 0).broadcastTo(4, 6).where(yes, x)))
                .isSameAs(yes.node());
        assertThat(simple(x.gt(0).where(yes, yes))).isSameAs(yes.node());
    }
}
