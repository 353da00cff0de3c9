package org.chainrule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.interpret.CulpritSearch;
import org.chainrule.interpret.Range;

/**
 * Blames the operation that makes the first NaN or infinity. Where the switch is on, every value that is asked for, and every
 * result of a compiled function, is looked at; if it is not finite the graph is computed again, node after node, and a
 * {@link NonFiniteException} names the operation, the user's line and the pass. Looking costs one pass over the results.
 *
 * <p>The switch is on inside {@link #blame}, or everywhere with {@code -Dchainrule.blame=true}. Infinities that the user
 * wrote, as in a mask of −∞, are no one's fault. A NaN that the user wrote as a number marks what must not be, as a label that is no
 * class: the operation that takes it is blamed.
 */
public final class NonFinite {
    private static final boolean EVERYWHERE = Boolean.getBoolean("chainrule.blame");
    private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

    private NonFinite() {}

    /**
     * Runs a task with the switch on, in this thread.
     *
     * @throws NonFiniteException if a value that is asked for in it is NaN or infinite
     */
    public static <T> T blame(Supplier<T> task) {
        return ScopedValue.where(ON, true).call(task::get);
    }

    /** As {@link #blame(Supplier)}. */
    public static void blame(Runnable task) {
        ScopedValue.where(ON, true).run(task);
    }

    /** Whether the switch is on. */
    static boolean isBlamed() {
        return EVERYWHERE || ON.isBound();
    }

    /** Looks at the computed values of nodes. */
    static void check(List<Node> nodes, List<Data> computed) {
        if (isBlamed() && !computed.stream().allMatch(Range::isFinite)) {
            search(nodes, Map.of());
        }
    }

    /** Looks at a program's results; what it was given is by the number of the argument. */
    static void check(List<Node> outputs, Object[] results, Object[] arguments) {
        if (!isBlamed() || areFinite(outputs, results)) {
            return;
        }
        Map<Node, Data> given = new HashMap<>();
        for (Node node : Topology.of(outputs)) {
            if (node.op() instanceof Leaf.Argument argument) {
                given.put(node, new Data(node.type(), arguments[argument.index()]));
            }
        }
        search(outputs, given);
    }

    private static boolean areFinite(List<Node> outputs, Object[] results) {
        for (int i = 0; i < results.length; i++) {
            if (!Range.isFinite(new Data(outputs.get(i).type(), results[i]))) {
                return false;
            }
        }
        return true;
    }

    private static void search(List<Node> roots, Map<Node, Data> given) {
        CulpritSearch search = CulpritSearch.of(roots, given);
        search.culprit().ifPresent(culprit -> {
            throw new NonFiniteException(culprit);
        });
        if (search.isFinite()) {
            throw new NonFiniteException(roots.getFirst());
        }
    }
}
