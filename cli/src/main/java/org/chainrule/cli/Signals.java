package org.chainrule.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Signals of the operating system, which Java hears through {@code sun.misc.Signal} alone (module jdk.unsupported). It is
 * used by reflection, as each mention of it is a compiler warning that cannot be turned off.
 */
final class Signals {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private Signals() {}

    /** Runs an action whenever a signal arrives; what undoes that is returned. */
    static Runnable on(String name, Runnable action) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            MethodHandle handle = LOOKUP.findStatic(
                    signalType, "handle", MethodType.methodType(handlerType, signalType, handlerType));
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            MethodHandle run = LOOKUP.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object handler = MethodHandleProxies.asInterfaceInstance(
                    handlerType, MethodHandles.dropArguments(run, 0, signalType));
            Object before = handle.invoke(signal, handler);
            return () -> restore(handle, signal, before);
        } catch (IllegalArgumentException e) {
            return () -> {}; // the JVM was told to leave signals alone (-Xrs), or this system has no such signal
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void restore(MethodHandle handle, Object signal, Object handler) {
        try {
            handle.invoke(signal, handler);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
