package org.chainrule.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Ctrl-C, and the other signals that ask a process to end, heard: the first asks the work to stop, a second Ctrl-C ends the
 * process at once. One within a second of the first is the same wish: {@code timeout} sends its signal to the process and to its group,
 * milliseconds apart. A shutdown hook would not do: the JVM ignores a second Ctrl-C while hooks run.
 */
final class Interrupt implements AutoCloseable {
    private static final long ONE_WISH = 1_000_000_000L;

    private final LongSupplier nanoseconds;
    private final IntConsumer halt;
    private final List<Runnable> undo;
    private Runnable answer = () -> {};
    private Runnable tidying = () -> {};
    private Optional<Signal> first = Optional.empty();
    private long firstAt;

    /** Signals with the exit codes that shells have for them. */
    enum Signal {
        INT(130),
        TERM(143),
        HUP(129);

        private final int exitCode;

        Signal(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    /**
     * Listens until closed.
     *
     * @param nanoseconds a clock
     * @param halt ends the process with an exit code
     */
    Interrupt(LongSupplier nanoseconds, IntConsumer halt) {
        this.nanoseconds = nanoseconds;
        this.halt = halt;
        this.undo = Stream.of(Signal.values())
                .map(signal -> Signals.on(signal.name(), () -> hear(signal)))
                .toList();
    }

    /** Listens until closed. */
    static Interrupt listen() {
        return new Interrupt(System::nanoTime, Runtime.getRuntime()::halt);
    }

    /** The exit code that a signal asks for; none if none came. */
    synchronized Optional<Integer> exitCode() {
        return first.map(signal -> signal.exitCode);
    }

    /** What is tidied up before the process ends at once. */
    synchronized void tidyBy(Runnable action) {
        tidying = action;
    }

    /** From now on a signal ends the process at once, after this. */
    synchronized void endAfter(Runnable action) {
        answer = () -> {
            action.run();
            end();
        };
    }

    /** From now on a signal does this, and the process goes on. */
    synchronized void answerBy(Runnable action) {
        answer = action;
    }

    /** Does what no signal may cut off: they are heard when it is done. */
    synchronized void undisturbed(Runnable action) {
        action.run();
    }

    void hear(Signal signal) {
        // when it comes, not when what may not be disturbed is done
        hear(signal, nanoseconds.getAsLong());
    }

    private synchronized void hear(Signal signal, long at) {
        if (first.isEmpty()) {
            first = Optional.of(signal);
            firstAt = at;
            answer.run();
        } else if (signal != Signal.HUP && at - firstAt > ONE_WISH) {
            // a terminal that closes hangs up twice: its shell tells its jobs, and the system tells the process
            end();
        }
    }

    private void end() {
        tidying.run();
        halt.accept(exitCode().orElseThrow());
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
