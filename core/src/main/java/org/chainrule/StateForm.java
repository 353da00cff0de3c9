package org.chainrule;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/**
 * What all states of a loop have in common.
 *
 * @param tree a tree of the same form, of stand-ins alone: no tensor of a state is held, as a state may be large
 * @param types of its tensors
 */
record StateForm<S>(S tree, List<Type> types) {
    private static final String STAYS = "a step keeps the state's form";

    static <S> StateForm<S> of(S state) {
        return new StateForm<>(TracedGraph.standIns(state, 0), types(state));
    }

    private static List<Type> types(Object state) {
        return TracedGraph.nodes(state).stream().map(Node::type).toList();
    }

    /** Where each tensor stands in the tree. */
    List<String> paths() {
        return Tree.paths(tree);
    }

    /** The state whose tensors have their elements in arrays. */
    S in(Object[] arrays) {
        return TracedGraph.values(tree, types, arrays, 0);
    }

    /** @throws ShapeException if what a step gives is of another form, or its tensors of other types */
    void check(S after) {
        List<String> others = Tree.paths(after);
        if (!paths().equals(others)) {
            throw new ShapeException("step", "tensors " + paths() + " before and " + others + " after", STAYS);
        }
        if (!TreeForm.of(after).equals(TreeForm.of(tree))) {
            throw new ShapeException(
                    "step", tree + " before and " + after + " after", "what is no tensor in a state stays as it is");
        }
        List<Type> typesAfter = types(after);
        for (int i = 0; i < types.size(); i++) {
            if (!typesAfter.get(i).equals(types.get(i))) {
                throw new ShapeException(
                        "step",
                        ("the state's " + paths().get(i)).stripTrailing() + " is " + types.get(i) + " before and "
                                + typesAfter.get(i) + " after",
                        "a step keeps the state's types");
            }
        }
    }
}
