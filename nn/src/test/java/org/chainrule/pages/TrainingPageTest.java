package org.chainrule.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The page on training: its Java is compiled and run, and what it names is there. */
@Isolated
class TrainingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "training.md");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    /** What tells whether the autoencoder on the page has learnt. */
    private static final String LEARNT = """
            double firstBound = coded.history().getFirst().validation().loss();
            double lastBound = coded.history().getLast().validation().loss();
            System.out.print(lastBound < 0.8 * firstBound ? "learnt" : firstBound + " " + lastBound);
            """;

    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\(([^)]+)\\)");

    @Test
    void everySnippetRuns(@TempDir Path folder) throws Exception {
        List<String> snippets = new ArrayList<>(SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList());
        assertThat(snippets).hasSizeGreaterThan(4);
        snippets.addFirst("System.setProperty(\"chainrule.home\", \"..\");\n");
        snippets.add("System.clearProperty(\"chainrule.home\");\n");
        snippets.add("System.out.print(valley > 1e-5 && valley < 1 ? \"found\" : valley);\n");
        snippets.add("System.out.print(" + same("body") + " + \" \" + " + same("head") + ");\n");
        snippets.add(LEARNT);
        List<String> printed = Program.run(folder, snippets);
        assertThat(printed.get(printed.size() - 3)).isEqualTo("found");
        assertThat(printed.getLast()).as("the autoencoder's losses").isEqualTo("learnt");
        assertThat(printed.get(printed.size() - 2))
                .as("the frozen part and the other stayed")
                .isEqualTo("true false");
    }

    /** Whether a part of the model on the page is as before its training. */
    private static String same(String part) {
        return ("java.util.Arrays.equals(Tree.leaves(tuned.%s()).get(0).toFloats(),"
                        + " Tree.leaves(before.%s()).get(0).toFloats())")
                .formatted(part, part);
    }

    @Test
    void everyPictureIsThere() throws Exception {
        assertThat(PICTURE.matcher(Files.readString(PAGE)).results())
                .isNotEmpty()
                .allSatisfy(picture ->
                        assertThat(PAGE.resolveSibling(picture.group(1))).isNotEmptyFile());
    }
}
