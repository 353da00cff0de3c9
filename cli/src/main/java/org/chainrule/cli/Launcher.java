package org.chainrule.cli;

import java.lang.invoke.MethodHandle;
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
        loadVectors();
        Main.main(arguments);
    }

    /** Does nothing if the module is there, or if this JDK has no such way: the engine then says what it lacks. */
    static void loadVectors() {
        if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            return;
        }
        try {
            MethodHandle load = MethodHandles.lookup()
                    .findStatic(
                            Class.forName("jdk.internal.module.Modules"),
                            "loadModule",
                            MethodType.methodType(Module.class, String.class));
            load.invoke(VECTORS);
        } catch (Throwable e) {
            // an internal method: not exported without the option above, and another JDK may name it otherwise
        }
    }
}
