package org.chainrule.interpret;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Branch;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Region;
import org.chainrule.graph.Routine;
import org.chainrule.graph.Scan;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;
import org.chainrule.graph.While;

/** The reference meaning of operations with several results. */
final class Calls {
    private Calls() {}

    static List<Lane> results(Tuple op, Node node, List<Lane> inputs, boolean rounding) {
        return switch (op) {
            case Routine routine -> routine(routine, node, inputs);
            case Region region -> Interpreter.call(region.definition(), inputs, rounding);
            case Scan scan -> Loops.scan(scan, node, inputs, rounding);
            case While loop -> Loops.whileLoop(loop, inputs, rounding);
            case Branch branch -> Loops.branch(branch, inputs, rounding);
        };
    }

    /** What is seen of several results as one: NaN if one holds a NaN, or else an infinity if one does, or else 0. */
    static Lane summary(Node node, List<Lane> results) {
        Lane summary = new Lane(node.dtype(), 1);
        for (Lane result : results) {
            for (double real : result.reals) {
                if (!Double.isFinite(real) && !Double.isNaN(summary.reals[0])) {
                    summary.reals[0] = real;
                }
            }
        }
        return summary;
    }

    private static List<Lane> routine(Routine routine, Node node, List<Lane> inputs) {
        List<Type> types = node.inputs().stream().map(Node::type).toList();
        List<Type> results = routine.results(types);
        Object[] given = new Object[inputs.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = inputs.get(i).toData(types.get(i).shape()).array();
        }
        Object[] computed = results.stream()
                .map(type -> type.dtype().newArray(type.shape().size()))
                .toArray();
        routine.run(types, given, computed);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < computed.length; i++) {
            lanes.add(Lane.of(new Data(results.get(i), computed[i])));
        }
        return lanes;
    }
}
