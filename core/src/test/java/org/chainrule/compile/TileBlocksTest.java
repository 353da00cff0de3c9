package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Node;
import org.junit.jupiter.api.Test;

/** Partial results of blocks of rows. */
class TileBlocksTest {
    private static final int COLUMNS = 64;

    /** A loop over [2, 48, 64] that adds rows up at the beginning of a buffer. */
    private static int count(Tensor buffer, int... steps) {
        Node into = buffer.node();
        Loop.Write write = new Loop.Write(into, new Address(0, steps), 0, false, Optional.of(Combine.SUM));
        Loop loop = new Loop(new int[] {2, 48, COLUMNS}, List.of(), List.of(write), List.of(), List.of(), List.of());
        Loop parted = TileBlocks.of(loop);
        return TileBlocks.count(parted, parted.writes().getFirst());
    }

    @Test
    void eachBlockHasOne() {
        assertThat(count(Tensor.zeros(COLUMNS), 0, 0, 1)).isEqualTo(2 * 3);
        assertThat(count(Tensor.zeros(2, COLUMNS), COLUMNS, 0, 1)).isEqualTo(3);
    }

    @Test
    void aBufferMayBeLargerThanWhatIsWritten() {
        assertThat(count(Tensor.zeros(100), 0, 0, 1)).isEqualTo(2 * 3);
        assertThat(count(Tensor.zeros(3, COLUMNS), COLUMNS, 0, 1)).isEqualTo(3);
    }
}
