package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {
    /** In the same order: of several commands for a method the last counts. Large pages, which not every machine has, come after all. */
    @Test
    void theEngineRunsWithTheOptionsOfTheLauncher() throws IOException {
        Matcher quoted = Pattern.compile("(?m)^virtual_machine='([^']+)'$")
                .matcher(Files.readString(Path.of("..", "chainrule")));
        assertThat(quoted.find()).isTrue();
        List<String> options = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        Collections.addAll(options, quoted.group(1).split("\\s+"));
        // it shows in nothing that is measured
        assertThat(options.remove("-XX:-UsePerfData")).isTrue();
        assertThat(Jvm.OWN_OPTIONS)
                .filteredOn(option -> !option.equals("-XX:+UseTransparentHugePages"))
                .isEqualTo(options);
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
