package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ctrl-C, heard: the first asks the work to stop, the second ends the process at once. A shutdown hook would not do: the
 * JVM ignores a second Ctrl-C while hooks run.
 */
final class Interrupt implements AutoCloseable {
    /** The exit code of a process that was ended by signal 2, as shells have it. */
    static final int EXIT_CODE = 130;

    private final List<Runnable> onFirst = new ArrayList<>();
    private final List<Runnable> onSecond = new ArrayList<>();
    private final List<Runnable> undo;
    private boolean requested;

    private Interrupt() {
        this.undo = Stream.of("INT", "TERM")
                .map(signal -> Signals.on(signal, this::request))
                .toList();
    }

    /** Listens until closed. */
    static Interrupt listen() {
        return new Interrupt();
    }

    synchronized boolean isRequested() {
        return requested;
    }

    /** What asks the work to stop; done at once if that was asked for already. */
    synchronized void onFirst(Runnable action) {
        onFirst.add(action);
        if (requested) {
            action.run();
        }
    }

    /** What is tidied up before the process ends at once. */
    synchronized void onSecond(Runnable action) {
        onSecond.add(action);
    }

    private synchronized void request() {
        if (requested) {
            onSecond.forEach(Runnable::run);
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        requested = true;
        onFirst.forEach(Runnable::run);
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
