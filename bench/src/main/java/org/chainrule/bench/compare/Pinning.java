package org.chainrule.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keeps a process on as many processors as it has threads, where Linux's taskset is there. */
final class Pinning {
    private static final String ALLOWED = "Cpus_allowed_list:";

    private Pinning() {}

    /** What to put before a command; nothing where processes cannot be pinned, or there are too few processors. */
    static List<String> prefix(int threads) {
        List<Integer> allowed = allowed();
        boolean possible = threads <= allowed.size() && isInstalled();
        if (!possible) {
            return List.of();
        }
        // the last ones: the first is where a system's own work tends to run
        String chosen = allowed.subList(allowed.size() - threads, allowed.size()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return List.of("taskset", "-c", chosen);
    }

    /** The numbers of a list as the kernel writes it: 0-3,8. */
    static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.strip().split(",")) {
            String[] ends = part.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return List.copyOf(numbers);
    }

    private static List<Integer> allowed() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .findFirst()
                    .map(line -> numbers(line.substring(ALLOWED.length())))
                    .orElse(List.of());
        } catch (IOException | NumberFormatException e) {
            return List.of();
        }
    }

    private static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    }
}
