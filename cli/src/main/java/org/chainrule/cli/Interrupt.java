package org.chainrule.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ctrl-C, and the other signals that ask a process to end, heard: the first asks the work to stop, a second Ctrl-C ends the
 * process at once. A shutdown hook would not do: the JVM ignores a second Ctrl-C while hooks run.
 */
final class Interrupt implements AutoCloseable {
    private final List<Runnable> undo;
    private Runnable answer = () -> {};
    private Runnable tidying = () -> {};
    private Optional<Signal> first = Optional.empty();

    /** Signals with the exit codes that shells have for them. */
    private enum Signal {
        INT(130),
        TERM(143),
        HUP(129);

        private final int exitCode;

        Signal(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    private Interrupt() {
        this.undo = Stream.of(Signal.values())
                .map(signal -> Signals.on(signal.name(), () -> hear(signal)))
                .toList();
    }

    /** Listens until closed. */
    static Interrupt listen() {
        return new Interrupt();
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

    private synchronized void hear(Signal signal) {
        if (first.isEmpty()) {
            first = Optional.of(signal);
            answer.run();
        } else if (signal != Signal.HUP) {
            // a terminal that closes hangs up twice: its shell tells its jobs, and the system tells the process
            end();
        }
    }

    private void end() {
        tidying.run();
        Runtime.getRuntime().halt(exitCode().orElseThrow());
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
