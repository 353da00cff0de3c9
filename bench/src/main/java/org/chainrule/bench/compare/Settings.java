package org.chainrule.bench.compare;

import java.util.List;

/**
 * A way to run this engine that must not change a bit of its results.
 *
 * @param options of its virtual machine
 */
record Settings(String name, List<String> options) {
    /** The first is what the others are compared with. In all but the last vector code runs at once: it would not have taken over in three steps. */
    static List<Settings> all() {
        String one = "-Dchainrule.threads=1";
        return List.of(
                new Settings("1 thread", List.of(one, Jvm.VECTORS_AT_ONCE)),
                new Settings("2 threads", List.of("-Dchainrule.threads=2", Jvm.VECTORS_AT_ONCE)),
                new Settings("256-bit vectors", List.of(one, Jvm.VECTORS_AT_ONCE, "-XX:UseAVX=2")),
                new Settings("128-bit vectors", List.of(one, Jvm.VECTORS_AT_ONCE, "-XX:MaxVectorSize=16")),
                new Settings("no vectors", List.of(one, "-Dchainrule.vectorBits=0")),
                new Settings("scalars first", List.of(one)));
    }
}
