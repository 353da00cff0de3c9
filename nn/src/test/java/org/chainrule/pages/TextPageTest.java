package org.chainrule.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The page on texts: its Java is compiled and run. */
@Isolated
class TextPageTest {
    private static final Path PAGE = Path.of("..", "docs", "text.md");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

    @Test
    void theSnippetPrintsWhatThePageSays(@TempDir Path folder) throws Exception {
        MatchResult snippet =
                SNIPPET.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
        assertThat(Program.run(folder, List.of(snippet.group(1)))).containsExactly(snippet.group(2));
    }
}
