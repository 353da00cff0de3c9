package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A part of a graph with derivatives of its own: a user's operation, or a part that is computed again for the gradient.
 * When it is compiled it is written out, so fusion sees through it.
 *
 * @param name for errors
 * @param definition takes the inputs, gives the results
 * @param rules where its derivatives come from
 */
public record Region(String name, Definition definition, Rules rules) implements Enclosing {
    @Override
    public List<Type> results(List<Type> inputs) {
        check(definition.argumentTypes(), inputs);
        return definition.outputTypes();
    }

    @Override
    public Region with(Definition other) {
        return new Region(name, other, rules);
    }

    @Override
    public int runs() {
        return 1;
    }

    @Override
    public Narrowed narrowed(BitSet read) {
        throw new AssertionError("a region is written out");
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        List<Optional<Node>> upstreams = Tuple.flows(node, upstream);
        List<Node> downstreams = switch (rules) {
            case Rules.Own own -> derived(node, own, upstreams);
            case Rules.Stated stated -> {
                stated.checkInput(input);
                yield stated(node, stated.backward(this), upstreams);
            }
        };
        int place = Enclosing.floating(definition.argumentTypes()).indexOf(input);
        return downstreams.get(place);
    }

    private List<Node> derived(Node node, Rules.Own own, List<Optional<Node>> upstreams) {
        List<Integer> seeded = present(upstreams);
        List<Node> seeds = seeded.stream()
                .map(result -> upstreams.get(result).orElseThrow())
                .toList();
        List<Node> inputs = new ArrayList<>(node.inputs());
        if (own == Rules.Own.RECOMPUTED) {
            inputs.replaceAll(again -> {
                List<Node> late = new ArrayList<>(List.of(again));
                late.addAll(seeds);
                return Node.of(Recompute.RECOMPUTE, late);
            });
        }
        inputs.addAll(seeds);
        Definition pullback = Derivation.pullback(definition, seeded);
        return Tuple.of(new Region(name + " backward", pullback, Rules.Own.DERIVED), inputs);
    }

    private List<Node> stated(Node node, Closure rule, List<Optional<Node>> flows) {
        List<Node> results = Tuple.results(node);
        List<Node> inputs = new ArrayList<>(node.inputs());
        inputs.addAll(results);
        for (int result : Enclosing.floating(definition.outputTypes())) {
            inputs.add(flows.get(result).orElseGet(results.get(result)::zero));
        }
        return rule.call(new Region(name + " backward", rule.definition(), Rules.Own.DERIVED), inputs);
    }

    @Override
    public Node tangent(Node node, Map<Integer, Node> tangents) {
        List<Integer> floating = Enclosing.floating(definition.outputTypes());
        List<Node> moved = switch (rules) {
            case Rules.Own _ -> derived(node, tangents);
            case Rules.Stated stated -> {
                tangents.keySet().forEach(stated::checkInput);
                yield stated(node, stated.tangent(this), tangents);
            }
        };
        return Enclosing.joined(
                node,
                IntStream.range(0, definition.outputs().size())
                        .mapToObj(result -> floating.contains(result)
                                ? Optional.of(moved.get(floating.indexOf(result)))
                                : Optional.<Node>empty())
                        .toList());
    }

    private List<Node> derived(Node node, Map<Integer, Node> tangents) {
        List<Integer> moving = tangents.keySet().stream().sorted().toList();
        List<Node> inputs = new ArrayList<>(node.inputs());
        moving.forEach(input -> inputs.add(tangents.getOrDefault(input, node)));
        Definition pushforward = Derivation.pushforward(definition, moving);
        int from = definition.outputs().size();
        Definition alone = pushforward.range(from, pushforward.outputs().size());
        return Tuple.of(new Region(name + " tangent", alone, Rules.Own.DERIVED), inputs);
    }

    private List<Node> stated(Node node, Closure rule, Map<Integer, Node> tangents) {
        List<Node> inputs = new ArrayList<>(node.inputs());
        inputs.addAll(Tuple.results(node));
        for (int input : Enclosing.floating(definition.argumentTypes())) {
            inputs.add(tangents.getOrDefault(input, node.input(input).zero()));
        }
        return rule.call(new Region(name + " tangent", rule.definition(), Rules.Own.DERIVED), inputs);
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        if (rules instanceof Rules.Stated stated) {
            Optional<List<Node>> results = stated.batched(this, inputs, count);
            if (results.isPresent()) {
                return Enclosing.joined(results.get());
            }
        }
        List<Boolean> perExample = inputs.stream().map(Batch::perExample).toList();
        Rules all = switch (rules) {
            case Rules.Own own -> own;
            case Rules.Stated stated -> new BatchedRules(stated, this, perExample, count);
        };
        Definition batched = Derivation.batched(definition, perExample, count);
        return Enclosing.joined(Tuple.of(
                new Region(name, batched, all), inputs.stream().map(Batch::node).toList()));
    }

    private static List<Integer> present(List<Optional<Node>> flows) {
        return IntStream.range(0, flows.size())
                .filter(index -> flows.get(index).isPresent())
                .boxed()
                .toList();
    }

    static List<Sample> samples(Transforms transforms) {
        List<Node> arguments = Definition.arguments(List.of(Samples.VECTOR, Samples.VECTOR));
        Node x = arguments.get(0);
        Node y = arguments.get(1);
        Definition several =
                Definition.of(arguments, List.of(x.mul(y).sin(), x.exp().sum(Axes.of(0))), transforms);
        return List.of(
                Sample.of(new Region("derived", several, Rules.Own.DERIVED), Samples.INPUT, Samples.INPUT),
                Sample.of(new Region("recomputed", several, Rules.Own.RECOMPUTED), Samples.INPUT, Samples.INPUT));
    }

    @Override
    public String toString() {
        return name;
    }
}
