package org.chainrule.lens;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Tests of pages in a real browser, one for all tests of a class. */
abstract class InBrowser {
    static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path profile;

    static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium on this machine: the page is not tested");
        browser = Browser.start(profile);
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }
}
