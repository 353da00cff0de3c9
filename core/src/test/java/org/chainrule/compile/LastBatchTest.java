package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An epoch ends with a smaller batch: nothing should stall there while HotSpot gets to know new code. */
class LastBatchTest {
    private record Network(Tensor hidden, Tensor bias, Tensor output) {}

    private final Network network = new Network(
            Tensor.full(Shape.of(20, 32), 0.01, DType.FLOAT32),
            Tensor.zeros(32),
            Tensor.full(Shape.of(32, 10), 0.02, DType.FLOAT32));

    private Network gradient(Network at, Tensor images) {
        Tensor scores = images.matmul(at.hidden()).add(at.bias()).tanh().matmul(at.output());
        Tensor loss = scores.square().mean().add(scores.exp().sum(1).log().mean());
        return Gradient.of(loss).at(at);
    }

    private void train(int batch) {
        Compiled<List<Object>, Network> compiled =
                Compiled.of(given -> gradient((Network) given.getFirst(), (Tensor) given.getLast()));
        compiled.apply(List.of(network, Tensor.full(Shape.of(batch, 20), 0.5, DType.FLOAT32)));
    }

    @ParameterizedTest
    @ValueSource(ints = {88, 87, 64, 17, 3, 2})
    void aSmallerBatchNeedsNoNewLoops(int batch) {
        train(128);
        int known = Kernels.count();
        train(batch);
        assertThat(Kernels.count()).isEqualTo(known);
    }

    @Test
    void anotherNetworkDoes() {
        train(128);
        int known = Kernels.count();
        Compiled<Tensor, Tensor> other =
                Compiled.of(x -> x.mul(3).sin().mul(x).cos().sum());
        other.apply(Tensor.zeros(77));
        assertThat(Kernels.count()).isGreaterThan(known);
    }
}
