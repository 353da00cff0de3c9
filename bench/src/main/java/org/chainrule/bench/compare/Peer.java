package org.chainrule.bench.compare;

import java.util.List;
import java.util.Optional;

/**
 * A library that this engine is compared with.
 *
 * @param options of its virtual machine
 */
public record Peer(String name, String mainClass, List<String> options) {
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    /** The peers, in the order of the columns. */
    public static List<Peer> all() {
        return List.of(
                new Peer("tfjava", "org.chainrule.bench.tfjava.TensorFlowJava", List.of(NATIVE)),
                // without these two JavaCPP's bookkeeping doubles the cost of a small operation
                new Peer(
                        "libtorch",
                        "org.chainrule.bench.libtorch.LibTorch",
                        List.of(
                                NATIVE,
                                "-Dorg.bytedeco.javacpp.nopointergc=true",
                                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")));
    }

    public static Optional<Peer> named(String name) {
        return all().stream().filter(peer -> peer.name().equals(name)).findFirst();
    }
}
