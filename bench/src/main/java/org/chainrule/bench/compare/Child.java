package org.chainrule.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that is run to its end, or killed when it takes too long. */
record Child(List<String> command, Map<String, String> environment, Duration limit) {
    private static final int KEPT_LINES = 12;

    /**
     * How it ended.
     *
     * @param output the lines of its standard output
     * @param complaint why it counts as failed; empty if it does not
     */
    record Outcome(List<String> output, String complaint) {
        boolean failed() {
            return !complaint.isEmpty();
        }
    }

    /** Runs a main class of this engine and prints what it prints; whether it ended well. */
    static boolean printed(String mainClass, List<String> arguments, Duration limit) throws InterruptedException {
        List<String> command = Jvm.command(Jvm.OWN_OPTIONS, Jvm.classPath(), mainClass, arguments);
        Outcome outcome = new Child(command, Map.of(), limit).run(Path.of("").toAbsolutePath());
        outcome.output().forEach(System.out::println);
        if (outcome.failed()) {
            System.err.println(outcome.complaint());
        }
        return !outcome.failed();
    }

    /** Runs the process in a folder. */
    Outcome run(Path folder) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Outcome(List.of(), "cannot start " + command.getFirst() + ": " + e.getMessage());
        }
        // Ctrl-C must not leave a benchmark running
        Thread guard = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(guard);
        try {
            return await(process);
        } finally {
            process.destroyForcibly();
            forget(guard);
        }
    }

    private Outcome await(Process process) throws InterruptedException {
        Reader output = Reader.start(process.getInputStream(), Integer.MAX_VALUE);
        Reader errors = Reader.start(process.getErrorStream(), KEPT_LINES);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            return new Outcome(output.lines(), "took longer than " + limit.toSeconds() + " s");
        }
        int code = process.exitValue();
        String complaint = code == 0
                ? ""
                : "exit code " + code + errors.lines().stream().collect(Collectors.joining("\n  ", "\n  ", ""));
        return new Outcome(output.lines(), complaint.strip());
    }

    private static void forget(Thread guard) {
        try {
            Runtime.getRuntime().removeShutdownHook(guard);
        } catch (IllegalStateException e) {
            // the machine is shutting down, and the guard at work
        }
    }

    /** Drains a stream, so that the process is never held up by a full pipe; keeps the last lines. */
    private record Reader(Thread thread, ArrayDeque<String> kept) {
        static Reader start(InputStream stream, int most) {
            ArrayDeque<String> kept = new ArrayDeque<>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try (BufferedReader lines =
                        new BufferedReader(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
                    for (String line : (Iterable<String>) lines.lines()::iterator) {
                        kept.addLast(line);
                        if (kept.size() > most) {
                            kept.removeFirst();
                        }
                    }
                } catch (IOException | UncheckedIOException e) {
                    // a killed process ends its streams so; what came before is kept
                }
            });
            return new Reader(thread, kept);
        }

        List<String> lines() throws InterruptedException {
            thread.join();
            return List.copyOf(kept);
        }
    }
}
