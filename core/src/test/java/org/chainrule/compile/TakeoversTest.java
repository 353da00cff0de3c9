package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.plan.Plan;
import org.junit.jupiter.api.Test;

/** Which intermediate results lie where something lay that they are computed from, and that their values are right. */
class TakeoversTest {
    private static final int N = 64;
    private static final Tensor A = Parity.random(1, N, N);
    private static final Tensor B = Parity.random(2, N, N);

    /** How many buffers of N × N the arena has room for. */
    private static long room(Tensor... outputs) {
        List<Node> nodes = Arrays.stream(outputs).map(Tensor::node).toList();
        Plan plan = Compiler.compile(nodes, Map.of()).program().plan();
        Parity.check(outputs);
        return Math.floorDiv(plan.arena(DType.FLOAT32), N * N);
    }

    /** Stored, as a product reads it; and read by what comes next. */
    private static Tensor stored(Tensor x) {
        return x.matmul(B);
    }

    @Test
    void whatIsReadForTheLastTimeWhereTheResultIsWritten() {
        Tensor first = stored(A);
        Tensor second = first.tanh();
        assertThat(room(stored(second))).isEqualTo(1);
    }

    @Test
    void aSumOverRowsBesideItDoesNotMatter() {
        Tensor first = stored(A);
        Tensor second = first.mul(A).relu();
        assertThat(room(stored(second), second.sum(0).exp())).isEqualTo(1);
    }

    @Test
    void notWhatIsReadLaterOrElsewhere() {
        Tensor first = stored(A);
        assertThat(room(stored(first.tanh()), stored(first))).isEqualTo(2);
        assertThat(room(stored(first.add(first.transpose()).tanh()))).isEqualTo(2);
        assertThat(room(stored(first.add(first.flip()).tanh()))).isEqualTo(2);
        assertThat(room(stored(first.slice(0, 0, 1).add(A).tanh()))).isEqualTo(2);
    }

    @Test
    void twoResultsTakeOnePlaceEach() {
        Tensor first = stored(A);
        Tensor second = stored(B);
        Tensor sum = first.add(second).tanh();
        Tensor difference = first.sub(second).tanh();
        assertThat(room(stored(sum), stored(difference))).isEqualTo(2);
    }

    @Test
    void manyInARow() {
        Tensor x = A;
        for (int i = 0; i < 10; i++) {
            x = stored(x).mul(0.01).add(1).tanh();
        }
        assertThat(room(stored(x))).isEqualTo(2);
    }
}
