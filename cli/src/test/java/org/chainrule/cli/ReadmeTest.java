package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The README is right: its Java compiles as it stands there, its commands are known, its files exist. */
@Isolated
class ReadmeTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");
    private static final Pattern COMMAND = Pattern.compile("(?m)\\./chainrule ([a-z][^#`\n]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @TempDir
    private Path folder;

    @Test
    void everySnippetCompilesOnItsOwn() throws IOException {
        List<String> snippets = found(JAVA);
        assertThat(snippets).hasSizeGreaterThan(1);
        for (int i = 0; i < snippets.size(); i++) {
            compile("Snippet" + i, snippets.get(i));
        }
    }

    @Test
    void theFirstSnippetPrintsWhatItSays() throws Exception {
        compile("First", found(JAVA).getFirst());
        PrintStream usual = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("First").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(usual);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("-13.33")
                .contains("kernel");
    }

    @Test
    void everyCommandIsKnown() throws IOException {
        assertThat(found(COMMAND)).isNotEmpty().allSatisfy(command -> {
            String[] arguments = command.replace("--help", "").strip().split(" +");
            // benchmarks have a program of their own
            if (!arguments[0].equals("bench")) {
                Ran help = Ran.of(
                        Stream.concat(Stream.of(arguments), Stream.of("--help")).toArray(String[]::new));
                assertThat(help.code()).as(help.errors()).isZero();
            }
        });
    }

    @Test
    void everyFileThatItLinksToIsThere() throws IOException {
        assertThat(found(LINK))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(HOME.resolve(link)).exists());
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Imports first, as in a file; all else as the body of a program. */
    private void compile(String name, String snippet) {
        String imports =
                IMPORT.matcher(snippet).results().map(MatchResult::group).collect(Collectors.joining());
        String source = imports + "public class " + name + " {\npublic static void main(String[] arguments) {\n"
                + IMPORT.matcher(snippet).replaceAll("") + "}\n}\n";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(complaints, null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).as(complaints + "\n" + source).isTrue();
    }
}
