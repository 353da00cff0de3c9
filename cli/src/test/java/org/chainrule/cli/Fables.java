package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Texts in a small language: within its words little is left to chance. */
final class Fables {
    private static final List<String> WHO = List.of("The fox", "A crow", "The lion", "Some mouse", "The old stork");
    private static final List<String> DOES = List.of("sees", "fears", "follows", "does not know");
    private static final List<String> WHOM = List.of("the grapes", "a hungry wolf", "the café", "nobody 🐋");

    private Fables() {}

    static Path write(Path file, int sentences) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(any(WHO, random)).append(' ').append(any(DOES, random)).append(' ');
            text.append(any(WHOM, random)).append(".\n");
        }
        return Files.writeString(file, text);
    }

    private static String any(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
