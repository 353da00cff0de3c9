package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Batch;
import org.chainrule.graph.Closure;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.HostCall;
import org.chainrule.graph.Node;
import org.chainrule.graph.Region;
import org.chainrule.graph.Rules;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/**
 * An operation of the user's own, with the user's own derivatives. Forward and backward are each written from tensors, and
 * then compiled and fused like everything else, or as plain Java over arrays, and then run as they are:
 *
 * <pre>{@code
 * CustomOp square = CustomOp.of("square", x -> x.getFirst().mul(x.getFirst()))
 *         .backward(flow -> List.of(flow.input(0).mul(2).mul(flow.upstream(0))));
 * Tensor y = square.apply(x);
 * }</pre>
 *
 * <p>A rule that is not stated is derived where it can be: a gradient from a forward of tensors, a tangent from a backward
 * of tensors that is linear in the upstream (the transpose of the transpose), batches from tensors, or else by running
 * example after example. What cannot be derived is a {@link DerivativeException} when it is asked for. Check an operation
 * with {@code org.chainrule.check.GradCheck}. Immutable; rules must be pure.
 */
public final class CustomOp {
    private final String name;
    private final Function<List<Tensor>, List<Tensor>> forward;
    private final boolean onArrays;
    private final Optional<Rule> backward;
    private final Optional<Rule> tangent;
    private final Optional<Batching> batching;

    private CustomOp(
            String name,
            Function<List<Tensor>, List<Tensor>> forward,
            boolean onArrays,
            Optional<Rule> backward,
            Optional<Rule> tangent,
            Optional<Batching> batching) {
        this.name = name;
        this.forward = forward;
        this.onArrays = onArrays;
        this.backward = backward;
        this.tangent = tangent;
        this.batching = batching;
    }

    /** A derivative rule, from tensors: of the floating inputs the gradients, or of the floating results the tangents, in order. */
    @FunctionalInterface
    public interface Rule {
        List<Tensor> of(Flow flow);
    }

    /**
     * What a rule is given.
     *
     * @param inputs the operation's
     * @param results the operation's
     * @param flows backward the upstreams of the floating results, forward the tangents of the floating inputs, in order
     */
    public record Flow(List<Tensor> inputs, List<Tensor> results, List<Tensor> flows) {
        public Tensor input(int index) {
            return inputs.get(index);
        }

        public Tensor result(int index) {
            return results.get(index);
        }

        /** Backward: the gradient of something final by a floating result. */
        public Tensor upstream(int index) {
            return flows.get(index);
        }

        /** Forward: how a floating input moves. */
        public Tensor tangent(int index) {
            return flows.get(index);
        }
    }

    /** The operation on many examples, from tensors. */
    @FunctionalInterface
    public interface Batching {
        /**
         * @param inputs the inputs on all examples
         * @param perExample for each input whether its axis 0 counts the examples; if not, all share it
         * @param count the number of examples
         * @return the results on all examples, along a new axis 0
         */
        List<Tensor> of(List<Tensor> inputs, List<Boolean> perExample, int count);
    }

    /** Code over arrays; see {@link ArrayCall}. */
    @FunctionalInterface
    public interface ArrayCode {
        void run(ArrayCall call);
    }

    /** An operation of one result, from tensors. */
    public static CustomOp of(String name, Function<List<Tensor>, Tensor> forward) {
        return ofSeveral(name, inputs -> List.of(forward.apply(inputs)));
    }

    /** An operation of several results, from tensors. */
    public static CustomOp ofSeveral(String name, Function<List<Tensor>, List<Tensor>> forward) {
        return new CustomOp(name, forward, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * An operation that is plain Java over arrays.
     *
     * @param results the types of the results for those of the inputs; may throw a {@link ShapeException}
     * @param code fills the results
     */
    public static CustomOp onArrays(String name, UnaryOperator<List<Type>> results, ArrayCode code) {
        HostCall call = new HostCall(name, results, new ArrayRule.Plain(code));
        return new CustomOp(name, ArrayRule.tensors(call), true, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With this backward: gives the gradients by the floating inputs, in order. */
    public CustomOp backward(Rule rule) {
        return new CustomOp(name, forward, onArrays, Optional.of(rule), tangent, batching);
    }

    /** With this backward over arrays: the call's results are the gradients by the floating inputs, in order. */
    public CustomOp backwardOnArrays(ArrayCode code) {
        return backward(new ArrayRule(name + " backward", code, ArrayRule.Direction.BACKWARD));
    }

    /** With this forward mode: gives how the floating results move, in order. */
    public CustomOp tangent(Rule rule) {
        return new CustomOp(name, forward, onArrays, backward, Optional.of(rule), batching);
    }

    /** With this forward mode over arrays: the call's results are how the floating results move, in order. */
    public CustomOp tangentOnArrays(ArrayCode code) {
        return tangent(new ArrayRule(name + " tangent", code, ArrayRule.Direction.FORWARD));
    }

    /** With this batching; its derivatives are those of the tensors that it is made of. */
    public CustomOp batching(Batching rule) {
        return new CustomOp(name, forward, onArrays, backward, tangent, Optional.of(rule));
    }

    /** The operation's only result. */
    public Tensor apply(Tensor... inputs) {
        List<Tensor> results = applyAll(inputs);
        if (results.size() != 1) {
            throw new ShapeException(name, "has " + results.size() + " results", "take them with applyAll()");
        }
        return results.getFirst();
    }

    /** All results of the operation. */
    public List<Tensor> applyAll(Tensor... inputs) {
        List<Node> given = CustomRules.nodes(List.of(inputs));
        List<Node> standIns = Traced.standIns(given.stream().map(Node::type).toList());
        List<Node> results = CustomRules.nodes(forward.apply(CustomRules.tensors(standIns)));
        if (results.isEmpty()) {
            throw new ShapeException(name, "no results", "an operation has at least one");
        }
        Closure closure = Traced.closure(standIns, results);
        Rules rules = new CustomRules(this, given.size());
        return CustomRules.tensors(closure.call(new Region(name, closure.definition(), rules), given));
    }

    String name() {
        return name;
    }

    boolean isOnArrays() {
        return onArrays;
    }

    Function<List<Tensor>, List<Tensor>> forward() {
        return forward;
    }

    Optional<Rule> backward() {
        return backward;
    }

    Optional<Rule> tangent() {
        return tangent;
    }

    /** The results on all examples, if a batching is stated. */
    Optional<List<Node>> batched(List<Batch> inputs, int count) {
        return batching.map(rule -> {
            List<Tensor> given =
                    CustomRules.tensors(inputs.stream().map(Batch::node).toList());
            List<Boolean> perExample = inputs.stream().map(Batch::perExample).toList();
            return new ArrayList<>(CustomRules.nodes(rule.of(given, perExample, count)));
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
