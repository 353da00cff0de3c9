package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of a scan by constants that are, in each step, a product of two matrices, Aᵀ·B with as many rows as the batch has
 * examples. The sum of all steps is one product of the steps' rows one below the other: each step gives its factors instead of adding
 * to a sum that is larger than they are.
 *
 * @param constants the numbers of these constants among the step's arguments
 */
record StepProducts(List<Integer> constants) {
    /** Those of some constants whose gradients are such products. */
    static StepProducts among(List<Integer> constants, List<Integer> moving, List<Node> gradients) {
        return new StepProducts(constants.stream()
                .filter(constant -> pays(gradients.get(moving.indexOf(constant))))
                .toList());
    }

    /** Whether the factors of a gradient are no larger than itself. */
    private static boolean pays(Node gradient) {
        return gradient.op() == MatMul.MATMUL
                && gradient.shape().rank() == 2
                && gradient.input(0).shape().size() + gradient.input(1).shape().size()
                        <= gradient.shape().size();
    }

    boolean contains(int constant) {
        return constants.contains(constant);
    }

    /** The numbers of results that a step gives for them. */
    int count() {
        return 2 * constants.size();
    }

    /** What a step gives for them: A and B of each. */
    List<Node> factors(List<Integer> moving, List<Node> gradients) {
        List<Node> factors = new ArrayList<>();
        for (int constant : constants) {
            Node product = gradients.get(moving.indexOf(constant));
            factors.add(transposed(product.input(0)));
            factors.add(product.input(1));
        }
        return factors;
    }

    private static Node transposed(Node matrix) {
        boolean back = matrix.op() instanceof Movement.Permute permute
                && permute.order().toArray()[0] == 1;
        return back ? matrix.input(0) : matrix.transpose();
    }

    /**
     * The gradient by one of them.
     *
     * @param scan the backward scan, whose last results are the factors
     */
    Node gradient(int constant, Scan scan, List<Node> inputs, List<Node> results) {
        int left = scan.definition().outputs().size() - 2 * (constants.size() - constants.indexOf(constant));
        Node a = below(stacked(left, scan, inputs, results));
        Node b = below(stacked(left + 1, scan, inputs, results));
        return a.transpose().matmul(b);
    }

    /** What all steps give, in the place where it may stand already: as a sequence that the scan reads, or as another result. */
    static Node stacked(int output, Scan scan, List<Node> inputs, List<Node> results) {
        Node made = scan.definition().outputs().get(output);
        int argument = scan.definition().arguments().indexOf(made);
        if (argument >= scan.carries() && argument < scan.carries() + scan.sequences()) {
            return inputs.get(argument);
        }
        List<Node> outputs = scan.definition()
                .outputs()
                .subList(scan.carries(), scan.definition().outputs().size());
        return results.get(scan.carries() + outputs.indexOf(made));
    }

    /** [steps, rows, …] to [steps·rows, …]. */
    static Node below(Node stacked) {
        Shape shape = stacked.shape();
        return stacked.reshape(Shape.of(shape.extent(0) * shape.extent(1)).append(shape.range(2, shape.rank())));
    }
}
