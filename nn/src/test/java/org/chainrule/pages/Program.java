package org.chainrule.pages;

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
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java of a page, compiled as one program and run. */
final class Program {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");
    /** A path into the repository's data: a page's reader is in the repository's folder, a test in that of its module. */
    private static final String DATA = "Path.of(\"data\"";

    private static final String NEXT = "\0";

    /** A snippet, and what it prints. */
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

    private Program() {}

    /** Every snippet of a page, of which there are at least so many, prints what stands behind it. */
    static void assertPrints(Path page, int least, Path folder) throws Exception {
        List<MatchResult> snippets =
                SNIPPET.matcher(Files.readString(page)).results().toList();
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(least);
        assertThat(run(folder, snippets.stream().map(found -> found.group(1)).toList()))
                .containsExactlyElementsOf(
                        snippets.stream().map(found -> found.group(2)).toList());
    }

    /** What each of some snippets prints. Tests that run programs are isolated: standard output is the program's meanwhile. */
    static List<String> run(Path folder, List<String> snippets) throws Exception {
        String imports = snippets.stream()
                .flatMap(snippet -> IMPORT.matcher(snippet).results().map(MatchResult::group))
                .distinct()
                .collect(Collectors.joining());
        String body = snippets.stream()
                .map(snippet -> IMPORT.matcher(snippet).replaceAll("").replace(DATA, DATA.replace("(", "(\"..\", ")))
                .collect(Collectors.joining("System.out.print('\\0');\n"));
        compile(
                folder,
                imports + "public class Page { public static void main(String[] arguments) throws Exception {\n" + body
                        + "}}\n");
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Program.class.getClassLoader())) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass("Page").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(usual);
        }
        String all = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        return List.of(all.split(NEXT, -1));
    }

    private static void compile(Path folder, String source) throws IOException {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE) {
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
