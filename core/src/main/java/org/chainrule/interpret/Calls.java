package org.chainrule.interpret;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Routine;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;

/** The reference meaning of operations with several results. */
final class Calls {
    private Calls() {}

    static List<Lane> results(Tuple op, Node node, List<Lane> inputs) {
        return switch (op) {
            case Routine routine -> routine(routine, node, inputs);
        };
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
