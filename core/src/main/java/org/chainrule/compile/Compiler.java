package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.StopGradient;
import org.chainrule.runtime.Program;

/**
 * From a graph to a program, one pass a file: inline → narrow → simplify → storage and views → fuse → epilogues → grids and launches → memory
 * plan → emit.
 */
public final class Compiler {
    private Compiler() {}

    /**
     * A compiled graph.
     *
     * @param program computes the outputs from the arguments
     * @param inPlace for each donation whether the output is written over the argument: then both must be given the same array
     */
    public record Result(Program program, Map<Integer, Boolean> inPlace) {}

    /**
     * Compiles the outputs as a function of the {@link Leaf.Argument} nodes that they reach.
     *
     * @param outputs what is computed; output i is written to the i-th output array, in row-major order
     * @param donations for an output the number of the argument whose array it may overwrite if nothing reads it later
     */
    public static Result compile(List<Node> outputs, Map<Integer, Integer> donations) {
        List<Node> roots = distinct(Simplify.of(Narrow.of(Inline.of(outputs))));
        Map<Integer, Node> arguments = donations.isEmpty() ? Map.of() : arguments(roots);
        Map<Node, Node> donated = donated(roots, donations, arguments);
        Fusion.Fused fused = Fusion.of(roots, donated);
        InPlace inPlace = new InPlace(fused);
        donated.entrySet().removeIf(donation -> !inPlace.isSafe(donation.getKey(), donation.getValue()));
        return new Result(
                new Assembly(roots, fused, inPlace, donated).program(), inPlace(donations, roots, arguments, donated));
    }

    private static Map<Integer, Boolean> inPlace(
            Map<Integer, Integer> donations,
            List<Node> roots,
            Map<Integer, Node> arguments,
            Map<Node, Node> overwritten) {
        Map<Integer, Boolean> inPlace = new HashMap<>();
        donations.forEach((output, argument) -> {
            Node root = Storage.underReshapes(roots.get(output));
            // what nobody reads may be overwritten at any time
            boolean unread = !arguments.containsKey(argument);
            inPlace.put(output, unread || overwritten.containsKey(root));
        });
        return inPlace;
    }

    /** Gives every output a buffer of its own: one that is an argument, a constant, or another output's buffer is copied. */
    private static List<Node> distinct(List<Node> outputs) {
        List<Node> roots = new ArrayList<>();
        Set<Node> taken = new HashSet<>();
        for (Node output : outputs) {
            Node root = output;
            while (Goal.isLeaf(Storage.underReshapes(root)) || !taken.add(Storage.underReshapes(root))) {
                root = Node.of(StopGradient.STOP_GRADIENT, root);
            }
            roots.add(root);
        }
        return roots;
    }

    private static Map<Integer, Node> arguments(List<Node> roots) {
        Map<Integer, Node> arguments = new HashMap<>();
        for (Node node : org.chainrule.graph.Topology.of(roots)) {
            if (node.op() instanceof Leaf.Argument argument) {
                arguments.put(argument.index(), node);
            }
        }
        return arguments;
    }

    private static Map<Node, Node> donated(
            List<Node> roots, Map<Integer, Integer> donations, Map<Integer, Node> arguments) {
        Map<Node, Node> donated = new HashMap<>();
        donations.forEach((output, argument) -> {
            Node root = Storage.underReshapes(roots.get(output));
            Node given = arguments.get(argument);
            if (given != null
                    && given.type().dtype() == root.dtype()
                    && given.shape().size() == root.shape().size()) {
                donated.put(root, given);
            }
        });
        return donated;
    }
}
