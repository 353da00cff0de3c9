package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A step run again and again while a condition on what it carries holds. Inputs: the first carry, constants. Results: the
 * last carry. It has no gradient, as nothing bounds what would have to be kept.
 *
 * @param definition takes carry and constants; gives the condition, a BOOL scalar, then the next carry
 * @param carries the number of tensors that are carried
 */
public record While(Definition definition, int carries) implements Enclosing {
    @Override
    public List<Type> results(List<Type> inputs) {
        check(definition.argumentTypes(), inputs);
        check(
                definition.argumentTypes().subList(0, carries),
                definition.outputTypes().subList(1, 1 + carries));
        return definition.outputTypes().subList(1, 1 + carries);
    }

    @Override
    public While with(Definition other) {
        return new While(other, carries);
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        throw new DerivativeException(
                "while loop",
                "has no gradient, at " + node.source() + ": the number of its steps is not known",
                "use a scan with a fixed number of steps, or forward mode");
    }

    @Override
    public Node tangent(Node node, Map<Integer, Node> tangents) {
        List<Type> types = definition.argumentTypes();
        List<Integer> carried = Enclosing.floating(types.subList(0, carries));
        List<Integer> constants = tangents.keySet().stream()
                .filter(input -> input >= carries)
                .sorted()
                .toList();
        List<Node> inputs = new ArrayList<>(node.inputs().subList(0, carries));
        carried.forEach(carry ->
                inputs.add(tangents.getOrDefault(carry, node.input(carry).zero())));
        inputs.addAll(node.inputs().subList(carries, node.inputs().size()));
        constants.forEach(constant -> inputs.add(tangents.getOrDefault(constant, node)));
        Definition dual =
                definition.derived(List.of("while tangent", carries, constants), () -> dual(carried, constants));
        List<Node> results = Tuple.of(new While(dual, carries + carried.size()), inputs);
        return Enclosing.joined(
                node,
                IntStream.range(0, carries)
                        .mapToObj(carry -> carried.contains(carry)
                                ? Optional.of(results.get(carries + carried.indexOf(carry)))
                                : Optional.<Node>empty())
                        .toList());
    }

    private Definition dual(List<Integer> carried, List<Integer> constants) {
        List<Integer> moving = new ArrayList<>(carried);
        moving.addAll(constants);
        List<Type> own = definition.argumentTypes();
        List<Type> types = new ArrayList<>(own.subList(0, carries));
        carried.forEach(carry -> types.add(own.get(carry)));
        types.addAll(own.subList(carries, own.size()));
        constants.forEach(constant -> types.add(own.get(constant)));
        List<Node> all = Definition.arguments(types);
        int second = carries + carried.size();
        int third = second + own.size() - carries;
        List<Node> given = new ArrayList<>(all.subList(0, carries));
        given.addAll(all.subList(second, third));
        given.addAll(all.subList(carries, second));
        given.addAll(all.subList(third, all.size()));
        return definition.with(all, Derivation.pushforward(definition, moving).at(given));
    }

    /** All examples go on until the last one is done; those that are done stay as they are. */
    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        BitSet differing = new BitSet();
        for (int i = 0; i < inputs.size(); i++) {
            differing.set(i, inputs.get(i).perExample());
        }
        BitSet spread = Liveness.spread(definition, carries, 1, differing);
        boolean conditionDiffers = definition.dependencies().getFirst().intersects(spread);
        if (conditionDiffers) {
            spread.set(0, carries);
        }
        List<Boolean> flags =
                IntStream.range(0, inputs.size()).mapToObj(i -> spread.get(i)).toList();
        List<Node> given = IntStream.range(0, inputs.size())
                .mapToObj(i -> spread.get(i)
                        ? inputs.get(i).each(count)
                        : inputs.get(i).node())
                .toList();
        Definition all = Derivation.batched(definition, flags, count);
        List<Node> outputs = new ArrayList<>(all.outputs());
        Node going = outputs.getFirst();
        Node number = going.cast(DType.INT32).sum(Axes.of(0));
        outputs.set(
                0,
                conditionDiffers
                        ? number.zero().less(number)
                        : definition.outputs().getFirst());
        for (int carry = 0; carry < carries; carry++) {
            Node next = outputs.get(1 + carry);
            Node kept = all.arguments().get(carry);
            if (!spread.get(carry)) {
                outputs.set(1 + carry, definition.outputs().get(1 + carry));
            } else if (conditionDiffers) {
                Node each =
                        going.broadcast(next.shape(), Axes.range(1, next.shape().rank()));
                outputs.set(1 + carry, each.select(next, kept));
            }
        }
        List<Node> results = Tuple.of(with(all.with(all.arguments(), outputs)), given);
        return Enclosing.joined(IntStream.range(0, carries)
                .mapToObj(carry -> new Batch(results.get(carry), spread.get(carry)).each(count))
                .toList());
    }

    @Override
    public int runs() {
        return 10;
    }

    @Override
    public Narrowed narrowed(BitSet read) {
        BitSet needed = (BitSet) read.clone();
        List<Node> own = definition.outputs();
        // the carry first, so that argument i is output i of the step before; the condition is always needed
        List<Node> ordered = new ArrayList<>(own.subList(1, own.size()));
        ordered.add(own.getFirst());
        needed.set(carries);
        BitSet taken = Liveness.of(definition.with(definition.arguments(), ordered), carries, needed);
        taken.or(needed.get(0, carries));
        List<Integer> results = needed.get(0, carries).stream().boxed().toList();
        List<Node> outputs = new ArrayList<>(List.of(own.getFirst()));
        results.forEach(carry -> outputs.add(own.get(1 + carry)));
        List<Integer> inputs = taken.stream().boxed().toList();
        return new Narrowed(new While(definition.of(inputs, outputs), results.size()), inputs, results);
    }

    /** Of whole numbers, as reverse mode is part of the check: its forward mode has a test of its own. */
    static List<Sample> samples(Transforms transforms) {
        List<Node> arguments =
                Definition.arguments(List.of(new Type(Shape.of(2), DType.INT32), new Type(Shape.of(2), DType.INT32)));
        Node steps = arguments.get(0).one();
        Node count = arguments.get(0).mul(steps).sum(Axes.of(0));
        Definition halving = Definition.of(
                arguments,
                List.of(
                        count.zero().less(count.mul(count)),
                        arguments.get(0).div(arguments.get(0).constant(2)),
                        arguments.get(1).add(steps)),
                transforms);
        return List.of(Sample.of(new While(halving, 2), Domain.SHIFTS.input(2), Domain.SHIFTS.input(2)));
    }

    @Override
    public String toString() {
        return "while loop " + definition;
    }
}
