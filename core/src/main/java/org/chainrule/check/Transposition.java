package org.chainrule.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.autodiff.Forward;
import org.chainrule.graph.Node;

/**
 * Forward mode against reverse mode. The Jacobian and its transpose are computed by different rules, so that
 * ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩ holds, to rounding, only if both are right or both are wrong in the same way. No step is needed.
 *
 * @param reverse ⟨Jᵀ·v, u⟩
 * @param forward ⟨v, J·u⟩
 * @param tolerance how far rounding may bring them apart
 */
record Transposition(double reverse, double forward, double tolerance) {
    private static final double ROUNDING = 1e-9;

    /** The part of the outputs' size that is rounding where everything cancels, as in the sum of a softmax. */
    private static final double CANCELLED = 1e-13;

    /** Along one random direction in which every entry of every argument moves. */
    static Transposition along(Problem problem, List<double[]> gradients, SplittableRandom random) {
        Map<Node, Node> directions = new HashMap<>();
        double reverse = 0;
        double size = 0;
        for (int argument = 0; argument < problem.arguments().size(); argument++) {
            double[] direction = new double[gradients.get(argument).length];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextDouble(0.5, 1.5) * (random.nextBoolean() ? 1 : -1);
                reverse += direction[i] * gradients.get(argument)[i];
                size += Math.abs(direction[i] * gradients.get(argument)[i]);
            }
            Node node = problem.arguments().get(argument);
            directions.put(node, Problem.constant(node.shape(), direction));
        }
        double[] tangents = Problem.run(Forward.tangents(problem.outputs(), directions), Map.of());
        double forward = 0;
        for (int i = 0; i < tangents.length; i++) {
            forward += problem.weights()[i] == 0 ? 0 : problem.weights()[i] * tangents[i];
            size += problem.weights()[i] == 0 ? 0 : Math.abs(problem.weights()[i] * tangents[i]);
        }
        double outputs = 0;
        for (int i = 0; i < problem.here().length; i++) {
            outputs += problem.weights()[i] == 0 ? 0 : Math.abs(problem.weights()[i] * problem.here()[i]);
        }
        return new Transposition(reverse, forward, ROUNDING * size + CANCELLED * outputs);
    }

    Verdict verdict() {
        if (!Double.isFinite(reverse) || !Double.isFinite(forward)) {
            return Verdict.NON_FINITE;
        }
        return Math.abs(reverse - forward) <= tolerance ? Verdict.PASSED : Verdict.WRONG;
    }
}
