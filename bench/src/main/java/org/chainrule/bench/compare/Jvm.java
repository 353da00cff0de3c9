package org.chainrule.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands of this process's own JDK. */
public final class Jvm {
    /** What the launcher too runs this engine with. */
    public static final List<String> OWN_OPTIONS = Stream.of(
                    Stream.of("--add-modules", "jdk.incubator.vector"),
                    // without a checkout, as where the tests of its classes alone run, nothing is measured
                    Checkout.find().map(Checkout::options).map("@"::concat).stream(),
                    largePages())
            .flatMap(options -> options)
            .toList();

    /** Pages of 2 MB, where Linux gives them to those who ask. */
    private static Stream<String> largePages() {
        try {
            String setting = Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
            return setting.contains("[always]") || setting.contains("[madvise]")
                    ? Stream.of("-XX:+UseTransparentHugePages")
                    : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Has this engine run vector code from the first call on. */
    public static final String VECTORS_AT_ONCE = "-Dchainrule.scalarFirst=false";

    private Jvm() {}

    /** What has the classes that the launcher shared when it built them, beside their jars; nothing where they were built otherwise. */
    static List<String> sharing(String classPath) {
        Path first = Path.of(classPath.split(Pattern.quote(File.pathSeparator), 2)[0]);
        Path archive = first.resolveSibling("classes.jsa");
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off", "-Xlog:aot*=off")
                : List.of();
    }

    /** A tool of the JDK: java, javac. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Where this process found its classes, whether on the class path or the module path. */
    public static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(property -> System.getProperty(property, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The command that runs a main class. */
    public static List<String> command(
            List<String> options, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
