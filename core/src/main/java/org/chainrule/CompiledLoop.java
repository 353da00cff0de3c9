package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.chainrule.compile.Compiler;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;
import org.chainrule.plan.Plan;
import org.chainrule.threads.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A compiled function that carries a state from call to call, as training carries parameters: the state lives in the
 * loop's own buffers and is updated in place. Traced once for each combination of shapes. One call at a time.
 *
 * @param <S> the state: a tensor, or a record, list or map of tensors
 * @param <A> what each step is given
 * @param <B> what each step gives
 */
public final class CompiledLoop<S, A, B> {
    private static final String KEEPS_FORM = "a step keeps the state's form";

    private final BiFunction<S, A, Next<S, B>> function;
    private final Workers workers;
    private final S form;
    private final List<Type> stateTypes;
    private final Object[] state;
    private final Map<Signature, Trace<B>> traces = new HashMap<>();
    private @Nullable Trace<B> latest;

    private boolean broken;

    private CompiledLoop(S initial, BiFunction<S, A, Next<S, B>> function, Workers workers) {
        this.function = function;
        this.workers = workers;
        // the form alone: the initial tensors are not held, as a state may be large
        this.form = TracedGraph.standIns(initial, 0);
        List<Node> nodes = TracedGraph.nodes(initial);
        this.stateTypes = nodes.stream().map(Node::type).toList();
        this.state = Evaluation.owned(nodes);
    }

    /** What a step gives: the next state, of the same form, shapes and dtypes, and a result. */
    public record Next<S, B>(S state, B result) {}

    /** A loop from an initial state, run on all processors. */
    public static <S, A, B> CompiledLoop<S, A, B> of(S initial, BiFunction<S, A, Next<S, B>> step) {
        return on(Workers.shared(), initial, step);
    }

    /** A loop from an initial state, run on a given pool. */
    public static <S, A, B> CompiledLoop<S, A, B> on(Workers workers, S initial, BiFunction<S, A, Next<S, B>> step) {
        return new CompiledLoop<>(initial, step, workers);
    }

    /**
     * @param spares for a part of the state that cannot be updated in place, the array that the next state goes to
     */
    private record Trace<B>(
            Signature signature, Compiler.Result compiled, List<Node> outputs, Results<B> results, Object[] spares) {
        /** Whether a part of the state is updated in its own array. */
        boolean isInPlace(int part) {
            return compiled.inPlace().getOrDefault(part, false);
        }
    }

    /**
     * One step: the state moves on. If it fails while it runs, some of the state has moved and some has not; no later call is
     * answered then.
     *
     * @throws IllegalStateException after a step that failed
     */
    public synchronized B step(A argument) {
        checkWhole();
        List<Tensor> leaves = Tree.leaves(argument);
        Trace<B> trace = trace(argument, leaves);
        Object[] arguments = Arrays.copyOf(state, state.length + leaves.size());
        TracedGraph.bind(leaves, arguments, state.length);
        Object[] outputs = new Object[trace.outputs().size()];
        for (int i = 0; i < state.length; i++) {
            outputs[i] = trace.isInPlace(i) ? state[i] : trace.spares()[i];
        }
        trace.results().makeRoom(outputs, state.length);
        Object[] before = NonFinite.isBlamed() ? copies(arguments, state.length) : arguments;
        broken = true;
        WholeDivision.watched(
                trace.outputs(), before, () -> trace.compiled().program().run(arguments, outputs, workers));
        broken = false;
        for (int i = 0; i < state.length; i++) {
            if (!trace.isInPlace(i)) {
                trace.spares()[i] = state[i];
                state[i] = outputs[i];
            }
        }
        NonFinite.check(trace.outputs(), outputs, before);
        return trace.results().in(outputs, state.length);
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
        return TracedGraph.values(form, stateTypes, copies, 0);
    }

    /** What the compiler makes of a step with arguments of these shapes, as a value: kernels and buffers. */
    public synchronized Plan plan(A argument) {
        return trace(argument, Tree.leaves(argument)).compiled().program().plan();
    }

    /**
     * The same in words, node by node and step by step, and which parts of the state are
     * updated in place.
     */
    public synchronized String explain(A argument) {
        Trace<B> trace = trace(argument, Tree.leaves(argument));
        StringBuilder text = new StringBuilder(trace.compiled().program().explain()).append("state\n");
        List<String> paths = Tree.paths(form);
        for (int i = 0; i < paths.size(); i++) {
            String how = trace.isInPlace(i) ? "in place" : "into a second array";
            text.append(("  " + paths.get(i)).stripTrailing())
                    .append(": updated ")
                    .append(how)
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

    private Trace<B> trace(A argument, List<Tensor> leaves) {
        @Nullable Trace<B> last = latest;
        if (last == null || !last.signature().isOf(argument, leaves)) {
            Signature signature = Signature.of(argument, leaves);
            @Nullable Trace<B> known = traces.get(signature);
            last = known == null ? trace(signature, argument) : known;
            traces.put(signature, last);
            latest = last;
        }
        return last;
    }

    private Trace<B> trace(Signature signature, A argument) {
        S before = TracedGraph.standIns(form, 0);
        A given = TracedGraph.standIns(argument, state.length);
        Next<S, B> next = function.apply(before, given);
        List<Node> after = TracedGraph.nodes(next.state());
        checkForm(next.state());
        checkState(after.stream().map(Node::type).toList());
        Results<B> results = Results.of(next.result());
        List<Node> outputs = new ArrayList<>(after);
        outputs.addAll(results.nodes());
        TracedGraph.checkArguments(outputs, List.of(before, given));
        Map<Integer, Integer> donations = new HashMap<>();
        for (int i = 0; i < state.length; i++) {
            donations.put(i, i);
        }
        Compiler.Result compiled = Compiler.compile(outputs, donations);
        Object[] spares = new Object[state.length];
        for (int i = 0; i < spares.length; i++) {
            boolean inPlace = compiled.inPlace().getOrDefault(i, false);
            Type type = stateTypes.get(i);
            spares[i] = type.dtype().newArray(inPlace ? 0 : type.shape().size());
        }
        return new Trace<>(signature, compiled, List.copyOf(outputs), results, spares);
    }

    private void checkForm(S after) {
        List<String> paths = Tree.paths(form);
        List<String> others = Tree.paths(after);
        if (!paths.equals(others)) {
            throw new ShapeException("step", "tensors " + paths + " before and " + others + " after", KEEPS_FORM);
        }
        if (!Tree.form(after).equals(Tree.form(form))) {
            throw new ShapeException(
                    "step", form + " before and " + after + " after", "what is no tensor in a state stays as it is");
        }
    }

    private void checkState(List<Type> after) {
        if (!after.equals(stateTypes)) {
            List<String> paths = Tree.paths(form);
            for (int i = 0; i < Math.min(after.size(), stateTypes.size()); i++) {
                if (!after.get(i).equals(stateTypes.get(i))) {
                    throw new ShapeException(
                            "step",
                            ("the state's " + paths.get(i)).stripTrailing() + " is " + stateTypes.get(i)
                                    + " before and " + after.get(i) + " after",
                            "a step keeps the state's types");
                }
            }
        }
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
