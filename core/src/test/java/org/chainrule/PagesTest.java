package org.chainrule;

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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of the manual: all Java of a page is compiled as one program and run, and the text below a snippet is what it
 * prints. To write down what is printed now, run with {@code -Dchainrule.pages=write} and read the difference.
 */
@Isolated
class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String FENCE = "```";
    private static final Pattern SNIPPET =
            Pattern.compile("```java\n(.*?)```\n(?:```text\n(.*?)```\n)?", Pattern.DOTALL);
    private static final Pattern IMPORTS = Pattern.compile("(?m)^import .*;\n");
    private static final char NEXT = '\0';

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"autodiff.md", "custom-operations.md"})
    void everySnippetPrintsWhatThePageSays(String page) throws Exception {
        String text = Files.readString(DOCS.resolve(page));
        List<String> snippets =
                SNIPPET.matcher(text).results().map(match -> match.group(1)).toList();
        assertThat(snippets).hasSizeGreaterThan(4);
        List<String> printed = run(snippets);
        Matcher matcher = SNIPPET.matcher(text);
        StringBuilder written = new StringBuilder();
        for (String output : printed) {
            assertThat(matcher.find()).isTrue();
            String block = output.isEmpty() ? "" : FENCE + "text\n" + output + FENCE + "\n";
            matcher.appendReplacement(
                    written, Matcher.quoteReplacement(FENCE + "java\n" + matcher.group(1) + FENCE + "\n" + block));
        }
        matcher.appendTail(written);
        if ("write".equals(System.getProperty("chainrule.pages"))) {
            Files.writeString(DOCS.resolve(page), written);
        }
        assertThat(written.toString()).isEqualTo(Files.readString(DOCS.resolve(page)));
    }

    /** What each snippet prints. */
    private List<String> run(List<String> snippets) throws Exception {
        String imports = snippets.stream()
                .flatMap(snippet -> IMPORTS.matcher(snippet).results().map(found -> found.group()))
                .collect(Collectors.joining());
        String body = snippets.stream()
                .map(snippet -> IMPORTS.matcher(snippet).replaceAll(""))
                .collect(Collectors.joining("System.out.print('\\0');\n"));
        compile(imports + "public class Page { public static void main(String[] arguments) throws Exception {\n" + body
                + "}}\n");
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass("Page").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(usual);
        }
        String all = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        return new ArrayList<>(List.of(all.split(String.valueOf(NEXT), -1)));
    }

    private void compile(String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        StringWriter complaints = new StringWriter();
        boolean compiled = compiler.getTask(
                        complaints,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path")),
                        null,
                        List.of(file))
                .call();
        assertThat(compiled).as(complaints + "\n" + source).isTrue();
    }
}
