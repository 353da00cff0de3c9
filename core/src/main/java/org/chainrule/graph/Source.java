package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The line of the user's program that made a node: errors, profiles and reports name it.
 *
 * @param pass whether the node is of the value that the line computes, or of a derivative of it
 * @param within the library's layers, losses and optimizers that the line has called, outermost first, as {@code [Mlp, Dense]}
 */
public record Source(String className, String method, String file, int line, Pass pass, List<String> within) {
    public Source {
        within = List.copyOf(within);
    }

    /** What a node is for. */
    public enum Pass {
        /** The value that the user's line computes. */
        FORWARD("forward pass", ""),
        /** Its gradient, in reverse mode. */
        BACKWARD("backward pass", "backward"),
        /** Its tangent, in forward mode. */
        TANGENT("forward mode", "tangent");

        private final String words;
        private final String brief;

        Pass(String words, String brief) {
            this.words = words;
            this.brief = brief;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** A line whose nodes compute values. */
    public Source(String className, String method, String file, int line) {
        this(className, method, file, line, Pass.FORWARD, List.of());
    }

    /** The same line, of which something else is computed. */
    public Source in(Pass other) {
        return new Source(className, method, file, line, other, within);
    }

    /** For what no user's line made. */
    public static final Source UNKNOWN = new Source("", "", "unknown", 0);

    private static final ScopedValue<Source> CURRENT = ScopedValue.newInstance();

    private static final StackWalker WALKER = StackWalker.getInstance();

    /** The engine's own packages, whose frames are passed over. */
    private static final Set<String> ENGINE = Set.of(
            "org.chainrule",
            "org.chainrule.graph",
            "org.chainrule.autodiff",
            "org.chainrule.compile",
            "org.chainrule.interpret",
            "org.chainrule.check",
            "org.chainrule.nn",
            "org.chainrule.optim",
            "org.chainrule.train",
            "org.chainrule.data");

    /** What stands beneath this package and the next is the library's, and told in {@link #within}. */
    private static final String LAYERS = "org.chainrule.nn.";

    private static final String REGULARIZATION = "org.chainrule.regularization.";

    /** So is this, which has many classes for one thing. */
    private static final String OPTIMIZERS = "org.chainrule.optim.";

    private static final String OPTIMIZER = "Optimizer";

    /** The line that the calling thread stands on, outside the engine and the JDK; inside {@link #as} the one given there. */
    static Source here() {
        if (CURRENT.isBound()) {
            return CURRENT.get();
        }
        return WALKER.walk(Source::here);
    }

    private static Source here(Stream<StackWalker.StackFrame> frames) {
        List<String> within = new ArrayList<>();
        return frames.filter(frame -> !isPassedOver(frame.getClassName(), within))
                .findFirst()
                .map(frame -> new Source(
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName() == null ? "unknown" : frame.getFileName(),
                        frame.getLineNumber(),
                        Pass.FORWARD,
                        within.reversed()))
                .orElse(UNKNOWN);
    }

    /** Whether a frame is the engine's or the library's; layers are noted. */
    private static boolean isPassedOver(String className, List<String> within) {
        Optional<String> part = isUsers(className) ? Optional.empty() : part(className);
        part.filter(name -> within.isEmpty() || !within.getLast().equals(name)).ifPresent(within::add);
        return part.isPresent() || isEngine(className);
    }

    /** What a class of the library is told as; asked for each frame above each new node. */
    private static Optional<String> part(String className) {
        if (className.startsWith(OPTIMIZERS)) {
            return Optional.of(OPTIMIZER);
        }
        return className.startsWith(LAYERS) || className.startsWith(REGULARIZATION)
                ? Optional.of(
                        className.substring(className.lastIndexOf('.') + 1).replaceFirst("\\$.*", ""))
                : Optional.empty();
    }

    /** The engine's method that the user's line has called, as {@code softmax}: what an error is about. */
    static Optional<String> called() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> isEngine(frame.getClassName()))
                .filter(frame -> frame.getClassName().startsWith("org.chainrule"))
                .map(StackWalker.StackFrame::getMethodName)
                .filter(method -> !method.contains("$"))
                .reduce((inner, outer) -> outer));
    }

    /** Runs a task whose nodes all come from the given line: derived nodes belong to the line they derive from. */
    public static <T> T as(Source source, ScopedValue.CallableOp<T, RuntimeException> task) {
        return ScopedValue.where(CURRENT, source).call(task);
    }

    private static boolean isEngine(String className) {
        if (className.startsWith("java.") || className.startsWith("jdk.")) {
            return true; // a function of the user's is called back through the JDK
        }
        int dot = className.lastIndexOf('.');
        return dot > 0 && ENGINE.contains(className.substring(0, dot)) && !isUsers(className);
    }

    /** Tests and examples beneath the engine's packages. */
    private static boolean isUsers(String className) {
        return className.contains("Test") || className.contains("Example");
    }

    /** What of the line, for example {@code Mlp › Dense backward}; empty where the line says all. */
    public String part() {
        return (String.join(" › ", within) + " " + pass.brief).strip();
    }

    /** For example {@code Digits.java:17}. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
