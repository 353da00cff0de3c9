package org.chainrule.cli;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Where the script {@code ./chainrule} starts: with the Vector API, and without the warning that every JVM started with
 * {@code --add-modules jdk.incubator.vector} prints first. The module is loaded here instead, which needs the JVM option
 * {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED} and gives vectors that are as fast.
 */
public final class Launcher {
    private static final String VECTORS = "jdk.incubator.vector";

    private Launcher() {}

    public static void main(String[] arguments) {
        if (ModuleLayer.boot().findModule(VECTORS).isEmpty()) {
            loadVectors();
        }
        Main.main(arguments);
    }

    @SuppressWarnings("EmptyCatch") // without vectors everything works, and the engine says what is missing
    private static void loadVectors() {
        try {
            var _ = (Module) MethodHandles.lookup()
                    .findStatic(
                            Class.forName("jdk.internal.module.Modules"),
                            "loadModule",
                            MethodType.methodType(Module.class, String.class))
                    .invokeExact(VECTORS);
        } catch (Throwable e) {
            // another JDK may name it otherwise, or not export it
        }
    }
}
