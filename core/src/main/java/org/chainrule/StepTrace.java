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
import org.chainrule.graph.Type;
import org.chainrule.runtime.Program;
import org.chainrule.threads.Workers;

/**
 * A step of a loop, compiled for arguments of certain shapes. The tables are filled anew for each run, so that runs allocate nothing but
 * results.
 *
 * @param moving the parts of the state that a step changes; it returns the others as they came, so nothing is done about them
 * @param nodes what is computed: what moves of the next state, then the result
 * @param spares for a moving part that cannot be updated in place, the array that the next state goes to
 * @param arguments the arrays of the state and of what is given
 * @param outputs the arrays of what moves of the next state, and of the result
 * @param unread room for results that nobody asks for
 */
record StepTrace<B>(
        Signature signature,
        Program program,
        int[] moving,
        List<Node> nodes,
        Results<B> results,
        Object[] spares,
        Object[] arguments,
        Object[] outputs,
        List<Object> unread,
        Runnable run) {
    private static final Object NONE = new Object();

    /** Traces a step's function for an argument of that signature, and compiles it. */
    static <S, A, B> StepTrace<B> of(
            Signature signature,
            BiFunction<S, A, CompiledLoop.Next<S, B>> function,
            StateForm<S> form,
            A argument,
            Workers workers) {
        int parts = form.types().size();
        S before = TracedGraph.standIns(form.tree(), 0);
        A given = TracedGraph.standIns(argument, parts);
        CompiledLoop.Next<S, B> next = function.apply(before, given);
        form.check(next.state());
        Results<B> results = Results.of(next.result());
        List<Node> came = TracedGraph.nodes(before);
        List<Node> after = TracedGraph.nodes(next.state());
        int[] moving = IntStream.range(0, parts)
                .filter(part -> after.get(part) != came.get(part))
                .toArray();
        List<Node> nodes = new ArrayList<>();
        Map<Integer, Integer> donations = new HashMap<>();
        for (int part : moving) {
            donations.put(nodes.size(), part);
            nodes.add(after.get(part));
        }
        nodes.addAll(results.nodes());
        TracedGraph.checkArguments(nodes, List.of(before, given));
        Compiler.Result compiled = Compiler.compile(nodes, donations);
        Object[] spares = new Object[moving.length];
        for (int i = 0; i < spares.length; i++) {
            Type type = form.types().get(moving[i]);
            spares[i] = compiled.inPlace().getOrDefault(i, false)
                    ? NONE
                    : type.dtype().newArray(type.shape().size());
        }
        Program program = compiled.program();
        Object[] arguments = new Object[parts + signature.types().size()];
        Object[] outputs = new Object[nodes.size()];
        return new StepTrace<>(
                signature,
                program,
                moving,
                List.copyOf(nodes),
                results,
                spares,
                arguments,
                outputs,
                new ArrayList<>(),
                () -> program.run(arguments, outputs, workers));
    }

    /** Takes the state and what is given; the results have no room yet. */
    void bind(Object[] state, List<Tensor> given) {
        TracedGraph.bind(given, arguments, state.length);
        System.arraycopy(state, 0, arguments, 0, state.length);
        for (int i = 0; i < moving.length; i++) {
            outputs[i] = isInPlace(i) ? state[moving[i]] : spares[i];
        }
    }

    void makeRoom() {
        results.makeRoom(outputs, moving.length);
    }

    /** Room for a result that is not read, the same each time. */
    void reuseRoom() {
        int first = moving.length;
        if (unread.size() < outputs.length - first) {
            makeRoom();
            unread.addAll(Arrays.asList(outputs).subList(first, outputs.length));
        }
        for (int i = 0; i < unread.size(); i++) {
            outputs[first + i] = unread.get(i);
        }
    }

    B result() {
        return results.in(outputs, moving.length);
    }

    /** Puts the next state in the place of the state. */
    void moveOn(Object[] state) {
        for (int i = 0; i < moving.length; i++) {
            if (!isInPlace(i)) {
                spares[i] = state[moving[i]];
                state[moving[i]] = outputs[i];
            }
        }
    }

    /** Lets go of what was given and what is given back. */
    void release(Object[] state) {
        Arrays.fill(arguments, state.length, arguments.length, NONE);
        Arrays.fill(outputs, moving.length, outputs.length, NONE);
    }

    /** Whether a moving part of the state is updated in its own array. */
    private boolean isInPlace(int number) {
        return spares[number] == NONE;
    }

    /** How a part of the state comes to its next value, in words. */
    String way(int part) {
        int number = Arrays.binarySearch(moving, part);
        return number < 0 ? "stays as it is" : isInPlace(number) ? "updated in place" : "updated into a second array";
    }
}
