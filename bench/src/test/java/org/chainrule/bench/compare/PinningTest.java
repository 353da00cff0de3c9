package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinningTest {
    @Test
    void readsTheKernelsListsOfProcessors() {
        assertThat(Pinning.numbers(" 0-3,8,10-11\n")).containsExactly(0, 1, 2, 3, 8, 10, 11);
        assertThat(Pinning.numbers("5")).containsExactly(5);
    }

    @Test
    void moreThreadsThanProcessorsAreNotPinned() {
        assertThat(Pinning.prefix(100_000)).isEmpty();
    }
}
