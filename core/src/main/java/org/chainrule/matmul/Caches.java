package org.chainrule.matmul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How products are cut to suit a processor's caches: nothing that rounding depends on. Measured in {@code docs/decisions/0013-cache-lines.md}. */
public enum Caches {
    /** The third-level cache gives a core about as much as the second-level one, which is small: AMD's, and whatever was not measured. */
    NEAR(2, 1 << 16, 1 << 16),
    /** It gives a fifth of that, so that what comes from there has to be used for many rows, and what comes from the second level sparingly: Intel's. */
    FAR(1, 1 << 18, 1 << 19);

    /** {@code near} or {@code far}, instead of what the processor's maker says. */
    public static final String PROPERTY = "chainrule.caches";

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final String WINDOWS = "PROCESSOR_IDENTIFIER";
    private static final String INTEL = "GenuineIntel";

    /** In bytes: larger B does not stay in the second-level cache, and comes from the third once for each part. */
    private static final long LARGE = 1 << 20;

    private final int stripTiles;
    private final int partElements;
    private final int partOfLarge;

    Caches(int stripTiles, int partElements, int partOfLarge) {
        this.stripTiles = stripTiles;
        this.partElements = partElements;
        this.partOfLarge = partOfLarge;
    }

    /** The tiles whose rows of A are packed side by side, 1 or 2. */
    int stripTiles() {
        return stripTiles;
    }

    /** The most elements of C that are worked on at a time, with so many bytes of B. */
    int partElements(long right) {
        return right > LARGE ? partOfLarge : partElements;
    }

    /** Those of the processor that this runs on. */
    public static Caches ofThisMachine() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Caches::named)
                .orElseGet(() -> isIntels() ? FAR : NEAR);
    }

    private static Caches named(String name) {
        return Stream.of(values())
                .filter(caches -> caches.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("-D%s=%s: it is near or far".formatted(PROPERTY, name)));
    }

    private static boolean isIntels() {
        return Optional.ofNullable(System.getenv(WINDOWS)).orElse("").contains(INTEL) || isIntelsOnLinux();
    }

    private static boolean isIntelsOnLinux() {
        if (!Files.isReadable(LINUX)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(LINUX, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("vendor_id"))
                    .findFirst()
                    .orElse("")
                    .contains(INTEL);
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
