package org.chainrule.pages;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The page on data: its Java is compiled and run. */
@Isolated
class DataPageTest {
    private static final Path PAGE = Path.of("..", "docs", "data.md");

    @Test
    void everySnippetPrintsWhatThePageSays(@TempDir Path folder) throws Exception {
        Program.assertPrints(PAGE, 8, folder);
    }
}
