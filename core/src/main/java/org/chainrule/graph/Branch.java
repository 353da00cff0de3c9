package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One of two graphs, of which that one alone runs. Inputs: a BOOL scalar, then what both take. Its derivative is the
 * derivative of the branch that is taken.
 *
 * @param definition gives the results of the branch for true, then as many of the branch for false, of the same types
 */
public record Branch(Definition definition) implements Enclosing {
    private static final Type PREDICATE = new Type(Shape.SCALAR, DType.BOOL);

    /** The branch for true. */
    public Definition yes() {
        return definition.range(0, count());
    }

    /** The branch for false. */
    public Definition no() {
        return definition.range(count(), 2 * count());
    }

    private int count() {
        return definition.outputs().size() / 2;
    }

    /** The branches of one branch operation, which take the same arguments. */
    private static Branch of(Definition yes, Definition no) {
        List<Node> both = new ArrayList<>(yes.outputs());
        both.addAll(no.outputs());
        return new Branch(yes.with(yes.arguments(), both));
    }

    @Override
    public List<Type> results(List<Type> inputs) {
        List<Type> expected = new ArrayList<>(List.of(PREDICATE));
        expected.addAll(definition.argumentTypes());
        check(expected, inputs);
        check(yes().outputTypes(), no().outputTypes());
        return yes().outputTypes();
    }

    @Override
    public Branch with(Definition other) {
        return new Branch(other);
    }

    @Override
    public boolean differentiable(int input) {
        return input > 0;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        List<Optional<Node>> upstreams = Tuple.flows(node, upstream);
        List<Integer> seeded = IntStream.range(0, count())
                .filter(result -> upstreams.get(result).isPresent())
                .boxed()
                .toList();
        List<Node> inputs = new ArrayList<>(node.inputs());
        seeded.forEach(result -> inputs.add(upstreams.get(result).orElseThrow()));
        Branch backward = of(Derivation.pullback(yes(), seeded), Derivation.pullback(no(), seeded));
        int place = Enclosing.floating(definition.argumentTypes()).indexOf(input - 1);
        return Tuple.of(backward, inputs).get(place);
    }

    @Override
    public Node tangent(Node node, Map<Integer, Node> tangents) {
        List<Integer> moving =
                tangents.keySet().stream().map(input -> input - 1).sorted().toList();
        List<Node> inputs = new ArrayList<>(node.inputs());
        moving.forEach(argument -> inputs.add(tangents.getOrDefault(argument + 1, node)));
        Definition yes = Derivation.pushforward(yes(), moving);
        Definition no = Derivation.pushforward(no(), moving);
        int from = count();
        int to = yes.outputs().size();
        List<Node> moved = Tuple.of(of(yes.range(from, to), no.range(from, to)), inputs);
        List<Integer> floating = Enclosing.floating(yes().outputTypes());
        return Enclosing.joined(
                node,
                IntStream.range(0, count())
                        .mapToObj(result -> floating.contains(result)
                                ? Optional.of(moved.get(floating.indexOf(result)))
                                : Optional.<Node>empty())
                        .toList());
    }

    /** Where the predicate differs from example to example both branches run, and each example selects its own. */
    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        List<Batch> arguments = inputs.subList(1, inputs.size());
        List<Boolean> flags = arguments.stream().map(Batch::perExample).toList();
        List<Node> given = arguments.stream().map(Batch::node).toList();
        Batch predicate = inputs.getFirst();
        Definition all = flags.contains(true)
                ? Derivation.batched(definition, flags, count)
                : definition.with(definition.arguments(), each(definition.outputs(), count));
        if (!predicate.perExample()) {
            List<Node> together = new ArrayList<>(List.of(predicate.node()));
            together.addAll(given);
            return Enclosing.joined(Tuple.of(new Branch(all), together));
        }
        List<Node> both = all.at(given);
        return Enclosing.joined(IntStream.range(0, count())
                .mapToObj(result -> {
                    Node yes = both.get(result);
                    Node each = predicate
                            .node()
                            .broadcast(yes.shape(), Axes.range(1, yes.shape().rank()));
                    return each.select(yes, both.get(count() + result));
                })
                .toList());
    }

    private static List<Node> each(List<Node> nodes, int count) {
        return nodes.stream().map(node -> new Batch(node, false).each(count)).toList();
    }

    @Override
    public int runs() {
        return 1;
    }

    @Override
    public Narrowed narrowed(BitSet read) {
        List<Integer> results = read.stream().boxed().toList();
        List<Node> outputs = new ArrayList<>();
        results.forEach(result -> outputs.add(yes().outputs().get(result)));
        results.forEach(result -> outputs.add(no().outputs().get(result)));
        BitSet taken = new BitSet();
        definition.with(definition.arguments(), outputs).dependencies().forEach(taken::or);
        List<Integer> arguments = taken.stream().boxed().toList();
        List<Integer> inputs = new ArrayList<>(List.of(0));
        arguments.forEach(argument -> inputs.add(argument + 1));
        return new Narrowed(new Branch(definition.of(arguments, outputs)), inputs, results);
    }

    static List<Sample> samples(Transforms transforms) {
        List<Node> arguments = Definition.arguments(List.of(Samples.VECTOR, Samples.VECTOR));
        Node x = arguments.get(0);
        Node y = arguments.get(1);
        Definition both = Definition.of(
                arguments,
                List.of(x.mul(y), x.sum(Axes.of(0)).exp(), x.sin(), y.mul(x).sum(Axes.of(0))),
                transforms);
        return List.of(
                Sample.of(new Branch(both), Domain.FLAGS.input(), Samples.INPUT, Samples.INPUT),
                Sample.of(
                        of(
                                new Branch(both).yes().range(0, 1),
                                new Branch(both).no().range(0, 1)),
                        Domain.FLAGS.input(),
                        Samples.INPUT,
                        Samples.INPUT));
    }

    @Override
    public String toString() {
        return "branch " + definition;
    }
}
