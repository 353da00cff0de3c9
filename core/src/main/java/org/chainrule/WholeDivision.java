package org.chainrule;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Data;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;
import org.chainrule.interpret.Interpreter;
import org.chainrule.interpret.ZeroDivisorException;

/** Says which division failed when a whole number is divided by zero, whether it was interpreted or compiled. */
final class WholeDivision {
    private WholeDivision() {}

    /**
     * Runs a computation.
     *
     * @param roots what it computes
     * @param arguments by their numbers
     * @throws DivisionByZeroException if it divides whole numbers by zero
     */
    static void watched(List<Node> roots, Object[] arguments, Runnable computation) {
        try {
            computation.run();
        } catch (NonFiniteException | DivisionByZeroException e) {
            throw e;
        } catch (ArithmeticException e) {
            DivisionByZeroException explained = explained(roots, arguments).orElseThrow(() -> e);
            explained.initCause(e);
            throw explained;
        }
    }

    private static Optional<DivisionByZeroException> explained(List<Node> roots, Object[] arguments) {
        List<Node> order = Topology.of(roots);
        Map<Node, Data> given = new HashMap<>();
        for (Node node : order) {
            if (node.op() instanceof Leaf.Argument argument) {
                given.put(node, new Data(node.type(), arguments[argument.index()]));
            }
        }
        try {
            return order.stream()
                    .flatMap(node -> explained(node, given).stream())
                    .findFirst();
        } catch (RuntimeException _) {
            // the user's own code over arrays, which has thrown again
            return Optional.empty();
        }
    }

    private static Optional<DivisionByZeroException> explained(Node node, Map<Node, Data> given) {
        if (isWhole(node)) {
            Data divisor = Interpreter.run(List.of(node.input(1)), given).getFirst();
            for (int i = 0; i < node.input(1).shape().size(); i++) {
                if (divisor.getLong(i) == 0) {
                    String at = node.shape().isScalar() ? "" : " at " + Arrays.toString(index(node, i));
                    String problem = "div: " + node.input(0).type() + " by "
                            + node.input(1).type() + ", which is 0" + at;
                    return Optional.of(new DivisionByZeroException(node, problem));
                }
            }
        }
        if (node.op() instanceof Enclosing enclosing) {
            try {
                Interpreter.run(Tuple.results(node), given);
            } catch (ZeroDivisorException _) {
                String problem = "div: whole numbers by 0 inside of " + enclosing;
                return Optional.of(new DivisionByZeroException(node, problem));
            }
        }
        return Optional.empty();
    }

    private static boolean isWhole(Node node) {
        return node.op() == Binary.DIV && node.dtype().isInteger();
    }

    private static int[] index(Node node, int element) {
        int[] strides = node.shape().strides();
        int[] index = new int[strides.length];
        for (int axis = 0; axis < index.length; axis++) {
            index[axis] = element / strides[axis] % node.shape().extent(axis);
        }
        return index;
    }
}
