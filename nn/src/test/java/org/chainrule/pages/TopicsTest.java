package org.chainrule.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The README's table of topics: each example is compiled and run, and gives what stands beside it. To write down what is given
 * now, run with {@code -Dchainrule.pages=write} and read the difference.
 */
@Isolated
class TopicsTest {
    private static final Path README = Path.of("..", "README.md");

    /** {@code | topic | class | example | result |} with the last two as code. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^(\\|[^|\n]+\\|[^|\n]+\\| )`([^`\n]+)`( \\| )`([^`\n]*)`( \\|)$");

    private static final String IMPORTS = """
            import java.util.List;
            import java.util.stream.Stream;
            import org.chainrule.*;
            import org.chainrule.check.*;
            import org.chainrule.graph.*;
            import org.chainrule.nn.*;
            import org.chainrule.optim.*;
            import org.chainrule.optim.schedule.*;
            import org.chainrule.regularization.*;
            Tensor x = Tensor.of(1f, 2f, 3f);
            """;

    @Test
    void everyExampleGivesWhatTheReadmeSays(@TempDir Path folder) throws Exception {
        String text = Files.readString(README);
        List<MatchResult> rows = ROW.matcher(text).results().toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(12);
        List<String> snippets = new ArrayList<>(List.of(IMPORTS));
        rows.forEach(row -> snippets.add("System.out.print(" + row.group(2) + ");\n"));
        List<String> printed = Program.run(folder, snippets);
        Matcher matcher = ROW.matcher(text);
        StringBuilder written = new StringBuilder();
        for (String result : printed.subList(1, printed.size())) {
            assertThat(matcher.find()).isTrue();
            matcher.appendReplacement(
                    written,
                    Matcher.quoteReplacement(
                            matcher.group(1) + "`" + matcher.group(2) + "`" + matcher.group(3) + "`" + result + "` |"));
        }
        matcher.appendTail(written);
        if ("write".equals(System.getProperty("chainrule.pages"))) {
            Files.writeString(README, written);
        }
        assertThat(written.toString()).isEqualTo(text);
    }
}
