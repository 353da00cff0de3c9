package org.chainrule.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the numbers were taken. */
record Machine(String system, String processor, int processors, String java) {
    static Machine current() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** One line for each fact. */
    String text() {
        return "machine " + processor + ", " + processors + " processors, " + system + "\njdk     " + java
                + "\ndate    " + LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES);
    }

    /** The classifier by which native libraries are published for this system: linux-x86_64, macosx-arm64 … */
    static String platform() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.contains("win") ? "windows" : name.contains("mac") ? "macosx" : "linux";
        String architecture = System.getProperty("os.arch");
        return switch (architecture) {
            case "amd64", "x86_64" -> system + "-x86_64";
            case "aarch64" -> system + "-arm64";
            default -> system + "-" + architecture;
        };
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
