package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Maven is stood in for by a script. */
@DisabledOnOs(OS.WINDOWS)
class InstallationTest {
    private static final Peer PEER = new Peer("other", "Main", List.of("-Xmx1g"));

    @TempDir
    Path root;

    private Checkout checkout;

    @BeforeEach
    void writeProgram() throws IOException {
        checkout = new Checkout(root);
        Path source = Files.createDirectories(checkout.program(PEER).resolve("src"));
        Files.writeString(checkout.program(PEER).resolve("pom.xml"), "<project/>");
        Files.writeString(source.resolve("Main.java"), "class Main {}");
    }

    private void maven(String script) throws IOException {
        Path maven = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aPeerIsDownloadedOnceAndCompiled() throws IOException, InterruptedException {
        maven("echo . >> downloads");
        assertThat(Installation.of(PEER, checkout)).isInstanceOf(Installation.Ready.class);
        assertThat(Installation.of(PEER, checkout)).isInstanceOf(Installation.Ready.class);
        assertThat(Files.readAllLines(root.resolve("downloads"))).hasSize(1);
        assertThat(checkout.build(PEER).resolve("classes").resolve("Main.class"))
                .exists();
    }

    @Test
    void anotherPomIsDownloadedAgain() throws IOException, InterruptedException {
        maven("echo . >> downloads");
        Installation.of(PEER, checkout);
        Files.writeString(checkout.program(PEER).resolve("pom.xml"), "<project></project>");
        Installation.of(PEER, checkout);
        assertThat(Files.readAllLines(root.resolve("downloads"))).hasSize(2);
    }

    @Test
    void aDownloadThatFailsIsTriedAgain() throws IOException, InterruptedException {
        maven("echo no network >&2; exit 1");
        assertThat(Installation.of(PEER, checkout))
                .isInstanceOfSatisfying(
                        Installation.Missing.class,
                        missing -> assertThat(missing.reason()).contains("no jars", "no network"));
        maven("true");
        assertThat(Installation.of(PEER, checkout)).isInstanceOf(Installation.Ready.class);
    }

    @Test
    void aProgramThatDoesNotCompileIsSaidSo() throws IOException, InterruptedException {
        maven("true");
        Files.writeString(checkout.program(PEER).resolve("src").resolve("Main.java"), "class Main { oops }");
        assertThat(Installation.of(PEER, checkout))
                .isInstanceOfSatisfying(
                        Installation.Missing.class,
                        missing -> assertThat(missing.reason()).contains("does not compile", "Main.java"));
    }
}
