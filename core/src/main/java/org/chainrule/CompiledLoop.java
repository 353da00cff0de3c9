package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
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
    private static final Object NONE = new Object();

    private final BiFunction<S, A, Next<S, B>> function;
    private final Workers workers;
    private final S form;
    private final List<Type> stateTypes;
    private final Object[] state;
    private final List<Tensor> leaves = new ArrayList<>();
    private final Map<Signature, Trace<B>> traces = new HashMap<>();
    private @Nullable Trace<B> latest;

    private boolean broken;

    private CompiledLoop(S initial, BiFunction<S, A, Next<S, B>> function, Workers workers, boolean taking) {
        this.function = function;
        this.workers = workers;
        // the form alone: the initial tensors are not held, as a state may be large
        this.form = TracedGraph.standIns(initial, 0);
        List<Node> nodes = TracedGraph.nodes(initial);
        this.stateTypes = nodes.stream().map(Node::type).toList();
        this.state = Evaluation.owned(nodes, taking);
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
     * A step for arguments of certain shapes. The tables are filled anew for each step, so that steps allocate nothing but results.
     *
     * @param moving the parts of the state that a step changes; it returns the others as they came, so nothing is done about them
     * @param nodes what is computed: what moves of the next state, then the result
     * @param spares for a moving part that cannot be updated in place, the array that the next state goes to
     * @param arguments the arrays of the state and of what is given
     * @param outputs the arrays of what moves of the next state, and of the result
     * @param unread room for results that nobody asks for
     */
    private record Trace<B>(
            Signature signature,
            Compiler.Result compiled,
            int[] moving,
            List<Node> nodes,
            Results<B> results,
            Object[] spares,
            Object[] arguments,
            Object[] outputs,
            List<Object> unread,
            Runnable run) {
        /** Whether a moving part of the state is updated in its own array. */
        boolean isInPlace(int number) {
            return spares[number] == NONE;
        }

        /** How a part of the state comes to its next value, in words. */
        String way(int part) {
            int number = Arrays.binarySearch(moving, part);
            return number < 0
                    ? "stays as it is"
                    : isInPlace(number) ? "updated in place" : "updated into a second array";
        }

        /** Room for a result that is not read, the same each time. */
        void reuseRoom() {
            int first = moving.length;
            if (unread.size() < outputs.length - first) {
                results.makeRoom(outputs, first);
                unread.addAll(Arrays.asList(outputs).subList(first, outputs.length));
            }
            for (int i = 0; i < unread.size(); i++) {
                outputs[first + i] = unread.get(i);
            }
        }
    }

    /**
     * One step: the state moves on. If it fails while it runs, some of the state has moved and some has not; no later call is
     * answered then.
     *
     * @throws IllegalStateException after a step that failed
     */
    public synchronized B step(A argument) {
        Trace<B> trace = ready(argument);
        trace.results().makeRoom(trace.outputs(), trace.moving().length);
        run(trace);
        B result = trace.results().in(trace.outputs(), trace.moving().length);
        release(trace);
        return result;
    }

    /**
     * As {@link #step}, for those who do not read its result. Once a step was taken with arguments of these shapes, no object is
     * allocated, if the argument is a tensor or a record of tensors.
     *
     * @throws IllegalStateException after a step that failed
     */
    public synchronized void advance(A argument) {
        Trace<B> trace = ready(argument);
        trace.reuseRoom();
        run(trace);
        release(trace);
    }

    /** The trace of an argument, its tables filled but for the results. */
    private Trace<B> ready(A argument) {
        checkWhole();
        leaves.clear();
        Tree.addLeaves(argument, leaves);
        Trace<B> trace = trace(argument, leaves);
        TracedGraph.bind(leaves, trace.arguments(), state.length);
        leaves.clear();
        System.arraycopy(state, 0, trace.arguments(), 0, state.length);
        for (int i = 0; i < trace.moving().length; i++) {
            trace.outputs()[i] = trace.isInPlace(i) ? state[trace.moving()[i]] : trace.spares()[i];
        }
        return trace;
    }

    private void run(Trace<B> trace) {
        Object[] before = NonFinite.isBlamed() ? copies(trace.arguments(), state.length) : trace.arguments();
        broken = true;
        WholeDivision.watched(trace.nodes(), before, trace.run());
        broken = false;
        for (int i = 0; i < trace.moving().length; i++) {
            if (!trace.isInPlace(i)) {
                trace.spares()[i] = state[trace.moving()[i]];
                state[trace.moving()[i]] = trace.outputs()[i];
            }
        }
        NonFinite.check(trace.nodes(), trace.outputs(), before);
    }

    /** Lets go of what was given and what is given back. */
    private void release(Trace<B> trace) {
        Arrays.fill(trace.arguments(), state.length, trace.arguments().length, NONE);
        Arrays.fill(trace.outputs(), trace.moving().length, trace.outputs().length, NONE);
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
        List<Node> came = TracedGraph.nodes(before);
        int[] moving = IntStream.range(0, state.length)
                .filter(part -> after.get(part) != came.get(part))
                .toArray();
        List<Node> outputs = new ArrayList<>();
        Map<Integer, Integer> donations = new HashMap<>();
        for (int part : moving) {
            donations.put(outputs.size(), part);
            outputs.add(after.get(part));
        }
        outputs.addAll(results.nodes());
        TracedGraph.checkArguments(outputs, List.of(before, given));
        Compiler.Result compiled = Compiler.compile(outputs, donations);
        Object[] spares = new Object[moving.length];
        for (int i = 0; i < spares.length; i++) {
            Type type = stateTypes.get(moving[i]);
            spares[i] = compiled.inPlace().getOrDefault(i, false)
                    ? NONE
                    : type.dtype().newArray(type.shape().size());
        }
        Object[] arguments = new Object[state.length + signature.types().size()];
        Object[] written = new Object[outputs.size()];
        Runnable run = () -> compiled.program().run(arguments, written, workers);
        return new Trace<>(
                signature,
                compiled,
                moving,
                List.copyOf(outputs),
                results,
                spares,
                arguments,
                written,
                new ArrayList<>(),
                run);
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
