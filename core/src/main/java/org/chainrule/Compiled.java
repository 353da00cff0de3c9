package org.chainrule;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chainrule.compile.Compiler;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.runtime.Program;
import org.chainrule.threads.Workers;

/**
 * A function of tensors, compiled: it is traced once for each combination of its arguments' shapes, then replayed. The
 * argument and the result are a tensor, or a record, list or map of tensors; whatever else the argument holds is
 * configuration, and part of what is traced.
 *
 * <p>The function must be pure: it is not run again for other values of the same shapes, and tensors that it closes over
 * are constants. May be called by any number of threads at once.
 *
 * @param <A> the argument
 * @param <B> the result
 */
public final class Compiled<A, B> implements Function<A, B> {
    private final Function<A, B> function;
    private final Workers workers;
    private final ConcurrentHashMap<TracedGraph.Signature, Trace<B>> traces = new ConcurrentHashMap<>();

    private Compiled(Function<A, B> function, Workers workers) {
        this.function = function;
        this.workers = workers;
    }

    /** The compiled form of a function, run on all processors. */
    public static <A, B> Compiled<A, B> of(Function<A, B> function) {
        return on(Workers.shared(), function);
    }

    /** The compiled form of a function, run on a given pool. */
    public static <A, B> Compiled<A, B> on(Workers workers, Function<A, B> function) {
        return new Compiled<>(function, workers);
    }

    private record Trace<B>(Program program, int arguments, B form, List<Type> types) {}

    /** Runs the function; inside a function that is being traced, its operations become a part of that one. */
    @Override
    public B apply(A argument) {
        if (TracedGraph.isTraced(argument)) {
            return function.apply(argument);
        }
        Trace<B> trace = trace(argument);
        Object[] arguments = new Object[trace.arguments()];
        TracedGraph.bind(argument, arguments, 0);
        Object[] outputs = TracedGraph.fresh(trace.types());
        trace.program().run(arguments, outputs, workers);
        NonFinite.check(TracedGraph.nodes(trace.form()), outputs, arguments);
        return TracedGraph.values(trace.form(), trace.types(), outputs, 0);
    }

    /** What the compiler makes of the function for arguments of these shapes: nodes, kernels, buffers. */
    public String explain(A argument) {
        return trace(argument).program().explain();
    }

    private Trace<B> trace(A argument) {
        return traces.computeIfAbsent(TracedGraph.Signature.of(argument), signature -> {
            A standIns = TracedGraph.standIns(argument, 0);
            B result = function.apply(standIns);
            List<Node> outputs = TracedGraph.nodes(result);
            TracedGraph.checkArguments(outputs, List.of(standIns));
            Program program = Compiler.compile(outputs, java.util.Map.of()).program();
            return new Trace<>(
                    program,
                    signature.types().size(),
                    result,
                    outputs.stream().map(Node::type).toList());
        });
    }
}
