package org.chainrule.bench.compare;

import java.util.List;
import java.util.stream.Stream;

/**
 * An engine, ready to be run.
 *
 * @param options of its virtual machine
 */
record Contender(String name, String mainClass, List<String> options, String classPath) {
    /** This engine. */
    static Contender own(List<String> furtherOptions) {
        return new Contender(
                "chainrule",
                "org.chainrule.bench.engine.Chainrule",
                Stream.of(Jvm.OWN_OPTIONS, Jvm.sharing(Jvm.classPath()), furtherOptions)
                        .flatMap(List::stream)
                        .toList(),
                Jvm.classPath());
    }
}
