package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {
    private static final Pattern COMPILATION = Pattern.compile("-XX:(CompileCommand|Tier4\\w+)=[^\\s']+");

    /** In the same order: of several commands for a method the last counts. */
    @Test
    void methodsAreCompiledAsTheLauncherHasThemCompiled() throws IOException {
        List<String> ofLauncher = COMPILATION
                .matcher(Files.readString(Path.of("..", "chainrule")))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(Jvm.OWN_OPTIONS).containsSubsequence(ofLauncher);
        assertThat(Jvm.OWN_OPTIONS).filteredOn(COMPILATION.asMatchPredicate()).hasSameSizeAs(ofLauncher);
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
