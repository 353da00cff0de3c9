package org.chainrule.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.optim.Selection;
import org.junit.jupiter.api.Test;

class PenaltyTest {
    private static final Selection BIASES = Selection.of("bias");

    record Model(Tensor weight, Tensor bias, Tensor places) {}

    private static final Model MODEL = new Model(
            Tensor.of(new float[][] {{1, -2, 0.5f}, {-3, 0.25f, 4}}).cast(DType.FLOAT64),
            Tensor.of(10.0, -20.0, 30.0),
            Tensor.of(7, 8));

    private static double of(Penalty penalty) {
        return penalty.added(Tensor.scalar(0.5), MODEL).item();
    }

    @Test
    void penaltiesAreTheirSumsOverAllButBiases() {
        assertThat(of(new L1(0.1))).isCloseTo(0.5 + 0.1 * 10.75, within(1e-5));
        assertThat(of(new L2(0.1))).isCloseTo(0.5 + 0.1 * (1 + 4 + 0.25 + 9 + 0.0625 + 16), within(1e-5));
        assertThat(of(new ElasticNet(0.1, 0.2))).isCloseTo(0.5 + 0.1 * 10.75 + 0.2 * 30.3125, within(1e-5));
    }

    @Test
    void soTheyAreOverWhatIsSelected() {
        assertThat(of(new L1(0.1, BIASES))).isCloseTo(0.5 + 0.1 * 60, within(1e-4));
        assertThat(of(new L2(0.1, BIASES))).isCloseTo(0.5 + 0.1 * 1400, within(1e-4));
        assertThat(of(new ElasticNet(0.1, 0.2, Optional.of(BIASES)))).isCloseTo(0.5 + 6 + 280, within(1e-4));
        assertThat(of(new L1(0.1, Selection.all().except("weight", "places")))).isCloseTo(6.5, within(1e-4));
    }

    @Test
    void theyPullAtTheWeights() {
        Tensor w = MODEL.weight();
        Tensor loss = new ElasticNet(0.1, 0.2).added(w.like(0).sum(), new Model(w, MODEL.bias(), MODEL.places()));
        Tensor expected = w.sign().mul(0.1).add(w.mul(0.4));
        assertThat(Gradient.of(loss).at(w).toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
        GradCheck.of(x -> new ElasticNet(0.1, 0.2).added(x.square().sum(), x), w)
                .order(2)
                .assertPassed();
    }

    @Test
    void noWeightIsNoPenalty() {
        Tensor loss = Tensor.scalar(1);
        for (Penalty penalty : new Penalty[] {new L1(0), new L2(0), new ElasticNet(0, 0)}) {
            assertThat(penalty.added(loss, MODEL)).isEqualTo(loss);
        }
    }

    @Test
    void aMisspeltPathIsTold() {
        assertThatThrownBy(() -> of(new L1(0.1, Selection.of("**.biases"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("**.biases fits no parameter");
    }
}
