package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A step run once for each element of sequences, a carry going from step to step. Inputs: the first carry, sequences
 * (axis 0 counts the steps), constants. Results: the last carry, an output of all steps for each output of one, and the
 * carry before each step, which the gradient needs; what nothing reads is not computed.
 *
 * @param definition the step: takes carry, elements of the sequences, constants; gives the next carry, then outputs
 * @param carries the number of tensors that are carried
 * @param sequences the number of sequences
 * @param length the number of steps
 * @param reverse whether it runs from the last element to the first
 */
public record Scan(Definition definition, int carries, int sequences, int length, boolean reverse)
        implements Enclosing {
    /** A scan whose step gives what is dear as well, after its outputs: the gradient need not compute it again. */
    public static Scan remembering(Definition definition, int carries, int sequences, int length, boolean reverse) {
        List<Node> outputs = new ArrayList<>(definition.outputs());
        Topology.of(definition.outputs()).stream()
                .filter(Scan::isDear)
                .filter(node -> !definition.outputs().contains(node))
                .forEach(outputs::add);
        return new Scan(definition.with(definition.arguments(), outputs), carries, sequences, length, reverse);
    }

    /** Whether a node costs more to compute than to keep: a matrix product, or a function that takes a polynomial. */
    private static boolean isDear(Node node) {
        return node.dtype().isFloating()
                && (node.op() == MatMul.MATMUL || node.op() instanceof Unary unary && isDear(unary));
    }

    private static boolean isDear(Unary unary) {
        return switch (unary) {
            case EXP, EXPM1, LOG, LOG1P, TANH, LOGISTIC, ERF, SIN, COS, TAN -> true;
            case SIGN, RELU, NEG, ABS, SQUARE, RECIPROCAL, SQRT, FLOOR, CEIL, ROUND, NOT -> false;
        };
    }

    /** The outputs of a step that cost more to compute than to keep. */
    List<Integer> dear() {
        return IntStream.range(carries, definition.outputs().size())
                .filter(output -> isDear(definition.outputs().get(output)))
                .boxed()
                .toList();
    }

    /** The number of outputs of a step beside the carry. */
    int outputs() {
        return definition.outputs().size() - carries;
    }

    int constants() {
        return definition.arguments().size() - carries - sequences;
    }

    @Override
    public List<Type> results(List<Type> inputs) {
        List<Type> step = definition.argumentTypes();
        check(
                IntStream.range(0, step.size())
                        .mapToObj(i -> i >= carries && i < carries + sequences ? stacked(step.get(i)) : step.get(i))
                        .toList(),
                inputs);
        List<Type> made = definition.outputTypes();
        check(step.subList(0, carries), made.subList(0, carries));
        List<Type> results = new ArrayList<>(made.subList(0, carries));
        made.subList(carries, made.size()).forEach(type -> results.add(stacked(type)));
        step.subList(0, carries).forEach(type -> results.add(stacked(type)));
        return results;
    }

    private Type stacked(Type type) {
        return new Type(Shape.of(length).append(type.shape()), type.dtype());
    }

    @Override
    public Scan with(Definition other) {
        return new Scan(other, carries, sequences, length, reverse);
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return ScanGradient.of(this, node, Tuple.flows(node, upstream), input);
    }

    @Override
    public Node tangent(Node node, Map<Integer, Node> tangents) {
        return ScanTangent.of(this, node, tangents);
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        return ScanBatch.of(this, inputs, count);
    }

    @Override
    public int runs() {
        return length;
    }

    @Override
    public Narrowed narrowed(BitSet read) {
        BitSet needed = new BitSet(); // outputs of the step
        for (int result = read.nextSetBit(0); result >= 0; result = read.nextSetBit(result + 1)) {
            int history = result - definition.outputs().size();
            needed.set(history >= 0 ? history : result);
        }
        BitSet taken = Liveness.of(definition, carries, needed);
        taken.or(needed.get(0, carries));
        List<Integer> inputs = taken.stream().boxed().toList();
        List<Integer> made = needed.stream().boxed().toList();
        int fewerCarries = needed.get(0, carries).cardinality();
        int fewerSequences = taken.get(carries, carries + sequences).cardinality();
        List<Node> outputs = made.stream().map(definition.outputs()::get).toList();
        List<Integer> results = new ArrayList<>(made);
        made.subList(0, fewerCarries)
                .forEach(carry -> results.add(definition.outputs().size() + carry));
        return new Narrowed(
                new Scan(definition.of(inputs, outputs), fewerCarries, fewerSequences, length, reverse),
                inputs,
                results);
    }

    static List<Sample> samples(Transforms transforms) {
        List<Node> arguments =
                Definition.arguments(List.of(Samples.VECTOR, Samples.NUMBER, Samples.VECTOR, Samples.VECTOR));
        Node carry = arguments.get(0);
        Node sum = arguments.get(1);
        Node weight = arguments.get(3);
        Node next = carry.mul(weight).add(arguments.get(2)).sin();
        Definition step = Definition.of(
                arguments, List.of(next, sum.add(next.sum(Axes.of(0))), carry.mul(next), sum.exp()), transforms);
        return List.of(
                Sample.of(
                        new Scan(step, 2, 1, 3, false),
                        Samples.INPUT,
                        Domain.SMALL.input(),
                        Domain.REALS.input(3, 2),
                        Samples.INPUT),
                Sample.of(
                        new Scan(step, 2, 1, 2, true),
                        Samples.INPUT,
                        Domain.SMALL.input(),
                        Domain.REALS.input(2, 2),
                        Samples.INPUT));
    }

    @Override
    public String toString() {
        return "scan of " + length + " steps " + definition;
    }
}
