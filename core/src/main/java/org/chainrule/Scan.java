package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.graph.Closure;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/**
 * A loop of a known number of steps that carries a state along, as recurrent networks and solvers of differential
 * equations do:
 *
 * <pre>{@code
 * Scan.Step<Tensor, Tensor> hidden = Scan.of((Tensor h, Tensor x) -> {
 *     Tensor next = h.matmul(w).add(x).tanh();
 *     return new Scan.Step<>(next, next);
 * }).over(h0, xs);                    // xs [steps, …], hidden.output() [steps, …], hidden.carry() the last state
 * }</pre>
 *
 * <p>The step is traced and compiled once, however often it runs: a thousand steps compile in the time of one. It may read tensors that it closes over; what it computes
 * from these alone is computed before the loop. It is differentiated in all modes and orders; for the gradient each step's
 * carry is kept, with what is dear to compute (matrix products, exp, tanh and their like), and the rest of the step computed again (see
 * {@link #segments} to keep less).
 *
 * @param <C> what is carried: a tensor, or a record, list or map of tensors
 * @param <X> the sequences, likewise; axis 0 of each tensor counts the steps
 * @param <Y> what each step gives
 */
public final class Scan<C, X, Y> {
    private final BiFunction<C, X, Step<C, Y>> step;
    private final boolean reversed;
    private final OptionalInt segment;

    private Scan(BiFunction<C, X, Step<C, Y>> step, boolean reversed, OptionalInt segment) {
        this.step = step;
        this.reversed = reversed;
        this.segment = segment;
    }

    /**
     * What a step gives, and what the loop gives.
     *
     * @param carry what goes to the next step, of the same form, shapes and dtypes as what came; of the loop the last one
     * @param output of the loop the outputs of all steps, along a new axis 0
     */
    public record Step<C, Y>(C carry, Y output) {}

    /** The loop of a step, which is given the carry and one element of the sequences, without their axis 0. */
    public static <C, X, Y> Scan<C, X, Y> of(BiFunction<C, X, Step<C, Y>> step) {
        return new Scan<>(step, false, OptionalInt.empty());
    }

    /** From the last element to the first. Outputs stand where their elements do. */
    public Scan<C, X, Y> reversed() {
        return new Scan<>(step, !reversed, segment);
    }

    /**
     * Keeps for the gradient only the carry before each segment of so many steps, and computes those within it again: for
     * T steps in segments of S, the memory of T / S + S carries instead of T, at the price of one more forward pass.
     */
    public Scan<C, X, Y> segments(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("segments of " + steps + " steps");
        }
        return new Scan<>(step, reversed, OptionalInt.of(steps));
    }

    /**
     * Runs over sequences.
     *
     * @throws ShapeException if the sequences' lengths differ, or a step changes the carry's form, shapes or dtypes
     */
    public Step<C, Y> over(C first, X sequences) {
        List<String> lengths = new ArrayList<>();
        int length = -1;
        for (Tensor sequence : Tree.leaves(sequences)) {
            if (sequence.shape().isScalar()) {
                throw new ShapeException("scan", "a sequence of shape []", "axis 0 of a sequence counts the steps");
            }
            lengths.add(sequence.shape().toString());
            if (length >= 0 && sequence.shape().extent(0) != length) {
                throw new ShapeException(
                        "scan", "sequences of shapes " + String.join(" and ", lengths), "all are equally long");
            }
            length = sequence.shape().extent(0);
        }
        if (length < 0) {
            throw new ShapeException("scan", "no sequence", "say how many steps: times(…)");
        }
        return run(length, first, sequences);
    }

    /** Runs a step that is given the carry alone so many times. */
    public static <C, Y> Step<C, Y> times(int steps, C first, Function<C, Step<C, Y>> step) {
        if (steps < 0) {
            throw new IllegalArgumentException(steps + " steps");
        }
        return Scan.<C, List<Tensor>, Y>of((carry, none) -> step.apply(carry)).run(steps, first, List.of());
    }

    private Step<C, Y> run(int length, C first, X sequences) {
        return segment.isPresent() && segment.getAsInt() < length
                ? segmented(segment.getAsInt(), length, first, sequences)
                : plain(length, first, sequences);
    }

    private Step<C, Y> plain(int length, C first, X sequences) {
        List<Type> types = new ArrayList<>(Traced.types(first));
        int carries = types.size();
        for (Type type : Traced.types(sequences)) {
            types.add(new Type(type.shape().without(0), type.dtype()));
        }
        List<Node> standIns = Traced.standIns(types);
        Step<C, Y> traced = step.apply(
                Traced.tree(first, standIns.subList(0, carries)),
                Traced.tree(sequences, standIns.subList(carries, types.size())));
        Traced.same("scan", "the carry before and after a step", first, traced.carry());
        List<Node> outputs = new ArrayList<>(TracedGraph.nodes(traced.carry()));
        outputs.addAll(TracedGraph.nodes(traced.output()));
        if (outputs.isEmpty()) {
            return traced;
        }
        List<Node> inputs = new ArrayList<>(TracedGraph.nodes(first));
        inputs.addAll(TracedGraph.nodes(sequences));
        Closure closure = Traced.closure(standIns, outputs);
        List<Node> results = closure.call(
                org.chainrule.graph.Scan.remembering(
                        closure.definition(), carries, types.size() - carries, length, reversed),
                inputs);
        return new Step<>(
                Traced.tree(traced.carry(), results.subList(0, carries)),
                Traced.tree(traced.output(), results.subList(carries, outputs.size())));
    }

    /** A scan of scans: what the outer one does not keep of the inner one is computed again. */
    private Step<C, Y> segmented(int size, int length, C first, X sequences) {
        int count = length / size;
        int rest = length - count * size;
        int begin = reversed ? rest : 0; // the segments; the rest runs last
        X parts = Tree.map(
                sequences,
                sequence -> sequence.slice(0, begin, begin + count * size)
                        .reshape(Shape.of(count, size).append(sequence.shape().without(0))));
        BiFunction<C, X, Step<C, Y>> inner = (carry, part) -> plain(size, carry, part);
        Step<C, Y> segments = new Scan<>(inner, reversed, OptionalInt.empty()).plain(count, first, parts);
        Y whole = Tree.map(
                segments.output(),
                output -> output.reshape(Shape.of(count * size)
                        .append(output.shape().range(2, output.shape().rank()))));
        if (rest == 0) {
            return new Step<>(segments.carry(), whole);
        }
        int from = reversed ? 0 : length - rest;
        X last = Tree.map(sequences, sequence -> sequence.slice(0, from, from + rest));
        Step<C, Y> end = plain(rest, segments.carry(), last);
        List<Tensor> before = Tree.leaves(whole);
        List<Tensor> after = Tree.leaves(end.output());
        List<Tensor> joined = IntStream.range(0, before.size())
                .mapToObj(i -> Tensor.concat(
                        0, reversed ? List.of(after.get(i), before.get(i)) : List.of(before.get(i), after.get(i))))
                .toList();
        return new Step<>(end.carry(), Tree.rebuild(whole, joined));
    }
}
