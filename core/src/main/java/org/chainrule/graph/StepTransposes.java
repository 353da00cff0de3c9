package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of a scan's step what rearranges a constant, as the transposed weight that the gradient by a carry is multiplied by: it is done
 * once, before the loop, instead of at each step.
 *
 * @param step without them; takes them as further constants
 * @param rearranged the operations, each of one argument of the step as it was
 * @param of the numbers of these arguments
 */
record StepTransposes(Definition step, List<Op> rearranged, List<Integer> of) {
    /** @param firstConstant the first argument that is the same at each step */
    static StepTransposes outOf(Definition step, int firstConstant) {
        List<Node> constants =
                step.arguments().subList(firstConstant, step.arguments().size());
        List<Node> outside = Topology.of(step.outputs()).stream()
                .filter(node -> node.op() instanceof Movement.Permute && constants.contains(node.input(0)))
                .toList();
        List<Type> types = new ArrayList<>(step.argumentTypes());
        outside.forEach(node -> types.add(node.type()));
        List<Node> arguments = Definition.arguments(types);
        List<Node> known = new ArrayList<>(step.arguments());
        known.addAll(outside);
        return new StepTransposes(
                step.with(arguments, step.with(known, step.outputs()).at(arguments)),
                outside.stream().map(Node::op).toList(),
                outside.stream()
                        .map(node -> step.arguments().indexOf(node.input(0)))
                        .toList());
    }

    /** The inputs of the step as it was, and those that it takes now. */
    List<Node> inputs(List<Node> inputs) {
        List<Node> all = new ArrayList<>(inputs);
        for (int i = 0; i < of.size(); i++) {
            all.add(Node.of(rearranged.get(i), inputs.get(of.get(i))));
        }
        return all;
    }
}
