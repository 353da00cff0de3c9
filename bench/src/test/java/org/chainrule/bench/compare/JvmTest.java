package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {
    private static final Path OPTIONS = Path.of("..", "java.options");

    @Test
    void theEngineRunsWithTheOptionsOfTheLauncher() throws IOException {
        assertThat(Files.readString(Path.of("..", "chainrule"))).contains("\nvirtual_machine=@$root/java.options\n");
        assertThat(Jvm.OWN_OPTIONS).contains("@" + OPTIONS.toRealPath(), "--add-modules", "jdk.incubator.vector");
    }

    @Test
    void theVirtualMachineTakesThemInSilence() throws Exception {
        Process process = new ProcessBuilder(Jvm.tool("java"), "@" + OPTIONS, "-version")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed).contains("version").doesNotContainIgnoringCase("warning");
    }

    /** A name of no package is no error there, and the option is without effect. */
    @Test
    void theyNamePackagesAndClassesThatAre() throws IOException {
        List<String> names = Pattern.compile("org\\.chainrule[\\w.]*\\w(?=\\.\\*|::)")
                .matcher(Files.readString(OPTIONS))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(names).hasSizeGreaterThan(5);
        Path sources = Path.of("..", "core", "src", "main", "java");
        assertThat(names).allMatch(name -> {
            Path path = sources.resolve(name.replace('.', '/'));
            return Files.isDirectory(path) || Files.exists(Path.of(path + ".java"));
        });
    }

    /** By the name that the launcher gives it. */
    @Test
    void classesThatTheLauncherSharedAreUsedWhereTheyAre(@TempDir Path folder) throws IOException {
        String classPath = folder.resolve("a.jar") + File.pathSeparator + "elsewhere.jar";
        assertThat(Jvm.sharing(classPath)).isEmpty();
        Matcher name = Pattern.compile("(?m)^archive=(\\S+)$").matcher(Files.readString(Path.of("..", "chainrule")));
        assertThat(name.find()).isTrue();
        Path archive = Files.createFile(folder.resolve(name.group(1)));
        assertThat(Jvm.sharing(classPath)).contains("-XX:SharedArchiveFile=" + archive);
    }
}
