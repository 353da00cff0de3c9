package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void distancesCountChangesAndExchangedNeighbours() {
        assertThat(Nearest.distance("relu", "ReLU")).isZero();
        assertThat(Nearest.distance("rleu", "relu")).isEqualTo(1);
        assertThat(Nearest.distance("tran", "train")).isEqualTo(1);
        assertThat(Nearest.distance("", "sgd")).isEqualTo(3);
    }

    @Test
    void onlyANearNameIsAskedFor() {
        List<String> names = List.of("relu", "tanh", "gelu");
        assertThat(Nearest.hint("rleu", names)).isEqualTo("; did you mean relu?");
        assertThat(Nearest.hint("softmax", names)).isEmpty();
        assertThat(Nearest.sorted("gel", names)).first().isEqualTo("gelu");
    }
}
