package org.chainrule.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Ctrl-C, heard: the first asks the work to stop, the second ends the process at once. A shutdown hook would not do: the
 * JVM ignores a second Ctrl-C while hooks run.
 */
final class Interrupt implements AutoCloseable {
    /** The exit code of a process that was ended by signal 2, as shells have it. */
    static final int EXIT_CODE = 130;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final Runnable onFirst;
    private final Runnable onSecond;
    private final List<Runnable> undo;

    private Interrupt(Runnable onFirst, Runnable onSecond) {
        this.onFirst = onFirst;
        this.onSecond = onSecond;
        this.undo = Stream.of("INT", "TERM")
                .map(signal -> Signals.on(signal, this::request))
                .toList();
    }

    /**
     * Listens until closed.
     *
     * @param onFirst what asks the work to stop
     * @param onSecond what is tidied up before the process ends at once
     */
    static Interrupt listen(Runnable onFirst, Runnable onSecond) {
        return new Interrupt(onFirst, onSecond);
    }

    boolean isRequested() {
        return requested.get();
    }

    private void request() {
        if (requested.compareAndSet(false, true)) {
            onFirst.run();
        } else {
            onSecond.run();
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
