package org.chainrule;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.compile.Compiler;
import org.chainrule.graph.Origins;
import org.chainrule.plan.Plan;
import org.chainrule.runtime.Program;
import org.chainrule.threads.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A function of tensors, compiled: it is traced once for each combination of its arguments' shapes, then replayed. The
 * argument and the result are a tensor, or a record, list or map of tensors; whatever else the argument holds is
 * configuration, and part of what is traced: a number that is another one at each call belongs into a {@link Tensor#scalar}, else the function is
 * traced and compiled at each. That is told once in the log, and of traces that differ in configuration alone the 64 used last are kept.
 *
 * <p>The function must be pure: it is not run again for other values of the same shapes, and tensors that it closes over
 * are constants. May be called by any number of threads at once.
 *
 * <p>Results are plain numbers that remember nothing of the argument, so gradients are taken inside: {@code Compiled.of(x ->
 * Gradient.of(loss(x)).at(x))}. Outside, {@code Gradient.of(compiled.apply(x)).at(x)} is refused: {@link ValueAndGradient}
 * takes that of the function. Where such a result is one of the things that a number was made of, the gradient of that number by an argument of
 * the call is refused, as this way would be missing from it; {@link Tensor#stopGradient} says that the result is meant as plain data.
 *
 * @param <A> the argument
 * @param <B> the result
 */
public final class Compiled<A, B> implements Function<A, B> {
    private final Function<A, B> function;
    private final Workers workers;
    private final Traces<Trace<B>> traces = new Traces<>(Compiled.class);
    /** Most calls are like the one before. */
    private volatile @Nullable Trace<B> latest;

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

    private record Trace<B>(Signature signature, Program program, Results<B> results, Dependence dependence) {}

    /** Runs the function; inside a function that is being traced, its operations become a part of that one. */
    @Override
    public B apply(A argument) {
        List<Tensor> leaves = Tree.leaves(argument);
        if (TracedGraph.isTraced(leaves)) {
            return function.apply(argument);
        }
        Trace<B> trace = trace(argument, leaves);
        Object[] arguments = bound(leaves);
        Results<B> results = trace.results();
        Object[] outputs = room(results);
        WholeDivision.watched(results.nodes(), arguments, () -> trace.program().run(arguments, outputs, workers));
        NonFinite.check(results.nodes(), outputs, arguments);
        Origins[] origins = trace.dependence().origins(leaves);
        int[] which = trace.dependence().results();
        return results.in(outputs, 0, number -> origins[which[number]]);
    }

    private static Object[] bound(List<Tensor> leaves) {
        Object[] arguments = new Object[leaves.size()];
        TracedGraph.bind(leaves, arguments, 0);
        return arguments;
    }

    private static Object[] room(Results<?> results) {
        Object[] outputs = new Object[results.nodes().size()];
        results.makeRoom(outputs, 0);
        return outputs;
    }

    /** What the compiler makes of the function for arguments of these shapes, as a value: kernels and buffers. */
    public Plan plan(A argument) {
        return trace(argument, Tree.leaves(argument)).program().plan();
    }

    /** Runs the function once; the seconds that each kernel of its {@link #plan} took. */
    public double[] seconds(A argument) {
        List<Tensor> leaves = Tree.leaves(argument);
        Trace<B> trace = trace(argument, leaves);
        long[] nanos = trace.program().timed(bound(leaves), room(trace.results()), workers);
        List<Plan.Kernel> kernels = trace.program().plan().kernels();
        double[] seconds = new double[kernels.size()];
        int instruction = 0;
        for (int i = 0; i < seconds.length; i++) {
            for (int end = instruction + kernels.get(i).instructions(); instruction < end; instruction++) {
                seconds[i] += nanos[instruction] * 1e-9;
            }
        }
        return seconds;
    }

    /** The same in words, node by node and step by step. */
    public String explain(A argument) {
        return trace(argument, Tree.leaves(argument)).program().explain();
    }

    private Trace<B> trace(A argument, List<Tensor> leaves) {
        @Nullable Trace<B> last = latest;
        if (last != null && last.signature().isOf(argument, leaves)) {
            return last;
        }
        Trace<B> trace = traces.get(Signature.of(argument, leaves), signature -> trace(signature, argument));
        latest = trace;
        return trace;
    }

    private Trace<B> trace(Signature signature, A argument) {
        A standIns = TracedGraph.standIns(argument, 0);
        Results<B> results = Results.of(function.apply(standIns));
        TracedGraph.checkArguments(results.nodes(), List.of(standIns));
        return new Trace<>(
                signature,
                Compiler.compile(results.nodes(), Map.of()).program(),
                results,
                Dependence.of(results.nodes(), TracedGraph.nodes(standIns)));
    }
}
