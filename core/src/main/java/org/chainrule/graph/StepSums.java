package org.chainrule.graph;

import java.util.List;

/**
 * Gradients of a scan by constants that are, in each step, a sum of what the step gives anyway, as that by a bias is the sum of the examples'
 * gradients: all steps are summed at once, after the loop.
 *
 * @param constants the numbers of these constants among the step's arguments
 */
record StepSums(List<Integer> constants) {
    /**
     * Those of some constants whose gradients are such sums.
     *
     * @param given what the step gives
     */
    static StepSums among(List<Integer> constants, List<Integer> moving, List<Node> gradients, List<Node> given) {
        return new StepSums(constants.stream()
                .filter(constant -> isSum(gradients.get(moving.indexOf(constant)), given))
                .toList());
    }

    private static boolean isSum(Node gradient, List<Node> given) {
        return gradient.op() instanceof Reduce reduce
                && reduce.combine() == Combine.SUM
                && given.contains(gradient.input(0));
    }

    boolean contains(int constant) {
        return constants.contains(constant);
    }

    /** What a step gives for them. */
    List<Node> terms(List<Integer> moving, List<Node> gradients) {
        return constants.stream()
                .map(constant -> gradients.get(moving.indexOf(constant)).input(0))
                .toList();
    }

    /**
     * The gradient by one of them.
     *
     * @param scan the backward scan, which gives the terms before its last so many results
     */
    Node gradient(int constant, Node gradient, Scan scan, List<Node> inputs, List<Node> results, int last) {
        int place = scan.definition().outputs().size() - last - constants.size() + constants.indexOf(constant);
        Node terms = StepProducts.stacked(place, scan, inputs, results);
        Axes axes = ((Reduce) gradient.op()).axes();
        return axes.contains(0) ? StepProducts.below(terms).sum(axes) : terms.sum(axes.afterFirst());
    }
}
