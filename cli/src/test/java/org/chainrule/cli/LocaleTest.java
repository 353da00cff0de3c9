package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** File names beyond ASCII where the locale is C, as in a bare container. The names are made by a shell: Java may not be able to. */
@EnabledOnOs(OS.LINUX)
class LocaleTest {
    private static final String NAME = "$(printf '\\303\\251t\\303\\251')";

    @Test
    void theScriptsHaveTheCharacterSetOfFileNames() throws IOException, InterruptedException {
        String told = shell("root=..; . ../.mvn/common.sh; use_utf8; " + check("/no/such/" + NAME));
        assertThat(told).contains("/no/such/été/x.html: no such folder");
    }

    @Test
    void withoutThemThatIsTold() throws IOException, InterruptedException {
        String told = shell(check("/no/such/" + NAME));
        assertThat(told.lines()).singleElement().asString().contains("--html", "LC_ALL=C.UTF-8");
    }

    private static String check(String folder) {
        return "\"$java\" -cp \"$classes\" " + Main.class.getName() + " check --html \"" + folder + "/x.html\"";
    }

    /** What a shell with the locale C writes. */
    private static String shell(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        shell.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        shell.environment().put("LC_ALL", "C");
        shell.environment()
                .put(
                        "java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        shell.environment().put("classes", System.getProperty("java.class.path"));
        Process process = shell.start();
        String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(written).isEqualTo(2);
        return written;
    }
}
