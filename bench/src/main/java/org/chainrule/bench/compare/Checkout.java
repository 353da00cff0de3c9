package org.chainrule.bench.compare;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of the repository, where the peers' programs lie, and this engine's options. */
public record Checkout(Path root) {
    /** The one that this class was built in. */
    public static Optional<Checkout> find() {
        Optional<CodeSource> source =
                Optional.ofNullable(Checkout.class.getProtectionDomain().getCodeSource());
        return source.flatMap(Checkout::path)
                .flatMap(path -> Stream.iterate(
                                Optional.of(path), Optional::isPresent, folder -> folder.map(Path::getParent))
                        .flatMap(Optional::stream)
                        .filter(folder ->
                                Files.isDirectory(folder.resolve("bench").resolve("peers")))
                        .findFirst())
                .map(Checkout::new);
    }

    private static Optional<Path> path(CodeSource source) {
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The file of the options that this engine is run with. */
    String options() {
        return root.resolve("java.options").toString();
    }

    /** A peer's program: its POM and sources. */
    Path program(Peer peer) {
        return root.resolve("bench").resolve("peers").resolve(peer.name());
    }

    /** Where a peer's jars and classes are put. */
    Path build(Peer peer) {
        return root.resolve("bench").resolve("target").resolve("peers").resolve(peer.name());
    }

    /** Maven: the repository's own if there is one. */
    String maven() {
        Path wrapper = root.resolve("mvnw");
        return Files.isExecutable(wrapper) ? wrapper.toString() : "mvn";
    }
}
