package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chainrule.cli.Interrupt.Signal;
import org.junit.jupiter.api.Test;

/** A second signal, by a clock of the test's own. */
class SecondSignalTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final List<Integer> ends = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    @Test
    void endsAtOnceIfItIsAnotherWish() {
        try (Interrupt interrupt = new Interrupt(clock::get, ends::add)) {
            interrupt.answerBy(() -> answers.add("stopping"));
            interrupt.hear(Signal.TERM);
            // timeout tells the process, then its group
            clock.addAndGet(3_000_000);
            interrupt.hear(Signal.TERM);
            assertThat(ends).isEmpty();
            assertThat(interrupt.exitCode()).contains(143);
            clock.addAndGet(2 * SECOND);
            interrupt.hear(Signal.HUP);
            assertThat(ends).isEmpty();
            interrupt.hear(Signal.INT);
            assertThat(ends).containsExactly(143);
            assertThat(answers).containsExactly("stopping");
        }
    }
}
