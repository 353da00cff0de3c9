package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.chainrule.plan.Plan;
import org.chainrule.threads.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A compiled function that carries a state from call to call, as training carries parameters: the state lives in the
 * loop's own buffers and is updated in place. Traced once for each combination of shapes; what in an argument is no tensor is configuration,
 * as of {@link Compiled}. One call at a time.
 *
 * @param <S> the state: a tensor, or a record, list or map of tensors
 * @param <A> what each step is given
 * @param <B> what each step gives
 */
public final class CompiledLoop<S, A, B> {
    private final BiFunction<S, A, Next<S, B>> function;
    private final Workers workers;
    private final StateForm<S> form;
    private final Object[] state;
    private final List<Tensor> leaves = new ArrayList<>();
    private final Traces<StepTrace<B>> traces = new Traces<>(CompiledLoop.class);
    private @Nullable StepTrace<B> latest;

    private boolean broken;

    private CompiledLoop(S initial, BiFunction<S, A, Next<S, B>> function, Workers workers, boolean taking) {
        this.function = function;
        this.workers = workers;
        this.form = StateForm.of(initial);
        this.state = Evaluation.owned(TracedGraph.nodes(initial), taking);
    }

    /** What a step gives: the next state, of the same form, shapes and dtypes, and a result. */
    public record Next<S, B>(S state, B result) {}

    /** A loop from an initial state, which is copied, run on all processors. */
    public static <S, A, B> CompiledLoop<S, A, B> of(S initial, BiFunction<S, A, Next<S, B>> step) {
        return on(Workers.shared(), initial, step);
    }

    /** A loop from an initial state, run on a given pool. */
    public static <S, A, B> CompiledLoop<S, A, B> on(Workers workers, S initial, BiFunction<S, A, Next<S, B>> step) {
        return new CompiledLoop<>(initial, step, workers, false);
    }

    /**
     * As {@link #of}, but the loop takes the arrays of the initial tensors for its own instead of copying them, so that a large state is held
     * once. These tensors have no elements from then on: to read one is an {@link IllegalStateException}. What was read before, other
     * than by a copy as {@link Tensor#toFloats} gives, is copied all the same, and so is what has no array of its own.
     */
    public static <S, A, B> CompiledLoop<S, A, B> taking(S initial, BiFunction<S, A, Next<S, B>> step) {
        return taking(Workers.shared(), initial, step);
    }

    /** As {@link #taking(Object, BiFunction)}, run on a given pool. */
    public static <S, A, B> CompiledLoop<S, A, B> taking(
            Workers workers, S initial, BiFunction<S, A, Next<S, B>> step) {
        return new CompiledLoop<>(initial, step, workers, true);
    }

    /**
     * One step: the state moves on. If it fails while it runs, some of the state has moved and some has not; no later call is
     * answered then.
     *
     * @throws IllegalStateException after a step that failed
     */
    public synchronized B step(A argument) {
        StepTrace<B> trace = ready(argument);
        trace.makeRoom();
        run(trace);
        B result = trace.result();
        trace.release(state);
        return result;
    }

    /**
     * As {@link #step}, for those who do not read its result. Once a step was taken with arguments of these shapes, no object is
     * allocated, if the argument is a tensor or a record of tensors.
     *
     * @throws IllegalStateException after a step that failed
     */
    public synchronized void advance(A argument) {
        StepTrace<B> trace = ready(argument);
        trace.reuseRoom();
        run(trace);
        trace.release(state);
    }

    /** The trace of an argument, its tables filled but for the results. */
    private StepTrace<B> ready(A argument) {
        checkWhole();
        leaves.clear();
        Tree.addLeaves(argument, leaves);
        StepTrace<B> trace = trace(argument, leaves);
        trace.bind(state, leaves);
        leaves.clear();
        return trace;
    }

    private void run(StepTrace<B> trace) {
        Object[] before = NonFinite.isBlamed() ? copies(trace.arguments(), state.length) : trace.arguments();
        broken = true;
        WholeDivision.watched(trace.nodes(), before, trace.run());
        broken = false;
        trace.moveOn(state);
        NonFinite.check(trace.nodes(), trace.outputs(), before);
    }

    /** Arrays of which the first are copied, as a step may write over them. */
    private static Object[] copies(Object[] arrays, int count) {
        Object[] copies = arrays.clone();
        for (int i = 0; i < count; i++) {
            copies[i] = copy(copies[i]);
        }
        return copies;
    }

    /** A copy of the state as it is now. */
    public synchronized S state() {
        checkWhole();
        Object[] copies = new Object[state.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy(state[i]);
        }
        return form.in(copies);
    }

    /** What the compiler makes of a step with arguments of these shapes, as a value: kernels and buffers. */
    public synchronized Plan plan(A argument) {
        return trace(argument, Tree.leaves(argument)).program().plan();
    }

    /**
     * The same in words, node by node and step by step, and which parts of the state are
     * updated in place.
     */
    public synchronized String explain(A argument) {
        StepTrace<B> trace = trace(argument, Tree.leaves(argument));
        StringBuilder text = new StringBuilder(trace.program().explain()).append("state\n");
        List<String> paths = form.paths();
        for (int i = 0; i < paths.size(); i++) {
            text.append(("  " + paths.get(i)).stripTrailing())
                    .append(": ")
                    .append(trace.way(i))
                    .append('\n');
        }
        return text.toString();
    }

    private void checkWhole() {
        if (broken) {
            throw new IllegalStateException(
                    "an earlier step failed, so a part of the state is new and a part old: begin a new loop");
        }
    }

    private StepTrace<B> trace(A argument, List<Tensor> leaves) {
        @Nullable StepTrace<B> last = latest;
        if (last == null || !last.signature().isOf(argument, leaves)) {
            last = traces.get(
                    Signature.of(argument, leaves),
                    signature -> StepTrace.of(signature, function, form, argument, workers));
            latest = last;
        }
        return last;
    }

    private static Object copy(Object array) {
        return switch (array) {
            case float[] floats -> floats.clone();
            case double[] doubles -> doubles.clone();
            case int[] ints -> ints.clone();
            case long[] longs -> longs.clone();
            default -> throw new AssertionError(array.getClass());
        };
    }
}
