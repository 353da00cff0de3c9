package org.chainrule.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A peer made ready on this machine: its jars downloaded by Maven once, its program compiled. */
sealed interface Installation {
    /** It can be run. */
    record Ready(Contender contender) implements Installation {}

    /** It cannot: the reason. */
    record Missing(String reason) implements Installation {}

    /** The jars are downloaded if they are missing or the POM has changed; the program is compiled each time. */
    static Installation of(Peer peer, Checkout checkout) throws InterruptedException {
        try {
            String jars = checkout.build(peer).resolve("lib") + File.separator + "*";
            String classPath = Jvm.classPath() + File.pathSeparator + jars;
            String complaint = download(peer, checkout);
            if (complaint.isEmpty()) {
                complaint = compile(peer, checkout, classPath);
            }
            Path classes = checkout.build(peer).resolve("classes");
            return complaint.isEmpty()
                    ? new Ready(new Contender(
                            peer.name(), peer.mainClass(), peer.options(), classes + File.pathSeparator + classPath))
                    : new Missing(complaint);
        } catch (IOException e) {
            return new Missing(e.toString());
        }
    }

    private static String download(Peer peer, Checkout checkout) throws IOException, InterruptedException {
        Path build = checkout.build(peer);
        Path description = checkout.program(peer).resolve("pom.xml");
        // a copy of the POM says for which one the jars were downloaded
        Path done = build.resolve("downloaded.xml");
        if (Files.exists(done) && Files.mismatch(done, description) < 0) {
            return "";
        }
        System.err.println("downloading " + peer.name() + ", once …");
        Path jars = build.resolve("lib");
        clear(jars);
        List<String> command = List.of(
                checkout.maven(),
                "--quiet",
                "--batch-mode",
                "--file",
                description.toString(),
                "-Djavacpp.platform=" + Machine.platform(),
                "-DoutputDirectory=" + jars,
                "dependency:copy-dependencies");
        Child.Outcome outcome = new Child(command, Map.of(), Duration.ofMinutes(30)).run(checkout.root());
        if (outcome.failed()) {
            return "no jars: " + outcome.complaint() + String.join("\n  ", outcome.output());
        }
        Files.copy(description, done);
        return "";
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(folder.resolveSibling("downloaded.xml"));
    }

    private static String compile(Peer peer, Checkout checkout, String classPath)
            throws IOException, InterruptedException {
        Path classes = Files.createDirectories(checkout.build(peer).resolve("classes"));
        List<String> command = new ArrayList<>(
                List.of(Jvm.tool("javac"), "-nowarn", "-proc:none", "-cp", classPath, "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(checkout.program(peer).resolve("src"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        Child.Outcome outcome = new Child(command, Map.of(), Duration.ofMinutes(5)).run(checkout.root());
        return outcome.failed() ? "its program does not compile: " + outcome.complaint() : "";
    }
}
