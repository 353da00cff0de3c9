package org.chainrule.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Definitions that follow from a definition; each is derived once. */
public final class Derivation {
    private Derivation() {}

    private record Key(String transform, List<?> of, int count) {}

    /**
     * Reverse mode: takes the arguments, then seeds of some outputs; gives the gradients by all floating arguments.
     *
     * @param seeded the numbers of the outputs that have a seed
     */
    public static Definition pullback(Definition of, List<Integer> seeded) {
        return of.derived(new Key("pullback", seeded, 0), () -> {
            List<Node> outputs = seeded.stream().map(of.outputs()::get).toList();
            List<Node> arguments = extended(of, outputs);
            List<Node> seeds = arguments.subList(of.arguments().size(), arguments.size());
            List<Node> by = Enclosing.floating(of.argumentTypes()).stream()
                    .map(of.arguments()::get)
                    .toList();
            return of.with(arguments, of.transforms().gradients(outputs, seeds, by));
        });
    }

    /**
     * Forward mode: takes the arguments, then tangents of some; gives the outputs, then the tangents of the floating ones.
     *
     * @param moving the numbers of the arguments that move
     */
    public static Definition pushforward(Definition of, List<Integer> moving) {
        return of.derived(new Key("pushforward", moving, 0), () -> {
            List<Node> moved = moving.stream().map(of.arguments()::get).toList();
            List<Node> arguments = extended(of, moved);
            Map<Node, Node> directions = new HashMap<>();
            for (int i = 0; i < moved.size(); i++) {
                directions.put(moved.get(i), arguments.get(of.arguments().size() + i));
            }
            List<Node> floating = Enclosing.floating(of.outputTypes()).stream()
                    .map(of.outputs()::get)
                    .toList();
            List<Node> outputs = new ArrayList<>(of.outputs());
            outputs.addAll(of.transforms().tangents(floating, directions));
            return of.with(arguments, outputs);
        });
    }

    /**
     * On many examples: takes some arguments with an axis 0 of examples; so are all outputs.
     *
     * @param perExample for each argument whether it has that axis
     */
    public static Definition batched(Definition of, List<Boolean> perExample, int count) {
        return of.derived(new Key("batched", perExample, count), () -> {
            List<Type> types = new ArrayList<>(of.argumentTypes());
            for (int i = 0; i < types.size(); i++) {
                if (perExample.get(i)) {
                    Type one = types.get(i);
                    types.set(i, new Type(Shape.of(count).append(one.shape()), one.dtype()));
                }
            }
            List<Node> arguments = Definition.arguments(types);
            Map<Node, Node> examples = new HashMap<>();
            for (int i = 0; i < types.size(); i++) {
                if (perExample.get(i)) {
                    examples.put(of.arguments().get(i), arguments.get(i));
                }
            }
            return of.with(arguments, of.transforms().batched(of.outputs(), examples, count));
        });
    }

    private static List<Node> extended(Definition of, List<Node> by) {
        List<Type> types = new ArrayList<>(of.argumentTypes());
        by.forEach(node -> types.add(node.type()));
        return Definition.arguments(types);
    }
}
