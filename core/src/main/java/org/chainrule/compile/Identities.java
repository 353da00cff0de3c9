package org.chainrule.compile;

import java.util.Optional;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Select;
import org.chainrule.graph.Unary;

/** Arithmetic that leaves a value as it is, or says it in a cheaper word with the same bits. */
final class Identities {
    private Identities() {}

    static Node of(Binary binary, Node node) {
        Node a = node.input(0);
        Node b = node.input(1);
        return switch (binary) {
            case ADD ->
                isZero(b, -0.0) ? a : isZero(a, -0.0) ? b : Seams.sum(a, b).orElse(node);
            case SUB -> isZero(b, 0.0) ? a : node;
            case MUL ->
                Constants.is(b, 1)
                        ? a
                        : Constants.is(a, 1) ? b : Constants.is(b, -1) ? a.neg() : Constants.is(a, -1) ? b.neg() : node;
            case MUL_NO_NAN -> guarded(a, b);
            case DIV -> Constants.is(b, 1) ? a : node;
            case POW -> power(node, a, b);
            case ATAN2, MAX, MIN, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> node;
        };
    }

    /** Whether a node is a zero of that sign, which counts: −0 + 0 is 0, and only −0 + −0 is −0. Whole numbers have one zero. */
    private static boolean isZero(Node node, double zero) {
        return Constants.of(node)
                .filter(literal -> literal.is(0))
                .filter(literal -> literal.dtype().isInteger() || Double.compare(literal.value(), zero) == 0)
                .isPresent();
    }

    /**
     * A product of which 0 makes 0: in words that others share, so that a factor is compared once, and without a comparison that
     * cannot matter. Beside a number a zero may keep its sign.
     */
    private static Node guarded(Node a, Node b) {
        Optional<Leaf.Literal> number = Constants.of(a).or(() -> Constants.of(b));
        if (number.isPresent()) {
            return number.get().is(0)
                    ? a.zero()
                    : Double.isFinite(number.get().value()) ? of(Binary.MUL, a.mul(b)) : spelled(a, b);
        }
        return isChoice(b) ? chosen(a, b) : isChoice(a) ? chosen(b, a) : spelled(a, b);
    }

    private static Node spelled(Node a, Node b) {
        Node isZero = a.equal(a.zero()).or(b.equal(b.zero()));
        return isZero.select(a.zero(), a.mul(b));
    }

    /** Whether a node is one of two numbers at each place, as the local gradient of ReLU. */
    private static boolean isChoice(Node node) {
        return node.op() == Select.SELECT
                && Constants.of(node.input(1)).isPresent()
                && Constants.of(node.input(2)).isPresent();
    }

    /** The product with one of two numbers is one of two products. */
    private static Node chosen(Node factor, Node choice) {
        return select(choice.input(0).select(guarded(factor, choice.input(1)), guarded(factor, choice.input(2))));
    }

    /** Powers of which a cheaper word has the same bits. A cube is none of them: two products round twice. */
    private static Node power(Node node, Node base, Node exponent) {
        if (Constants.is(exponent, 1)) {
            return base;
        }
        if (Constants.is(exponent, 2)) {
            return base.square();
        }
        if (Constants.is(exponent, 0.5)) {
            return squareRoot(base);
        }
        return Constants.is(exponent, -1) ? base.reciprocal() : node;
    }

    /** x^½, which differs from √x at −0, where it is 0, and at −∞, where it is ∞. */
    private static Node squareRoot(Node base) {
        Node root = Node.of(Binary.MAX, Node.of(Unary.SQRT, base), base.zero());
        return base.equal(base.constant(Double.NEGATIVE_INFINITY))
                .select(base.constant(Double.POSITIVE_INFINITY), root);
    }

    static Node of(Unary unary, Node node) {
        boolean undone = unary == Unary.NEG && node.input(0).op() == Unary.NEG;
        return undone ? node.input(0).input(0) : node;
    }

    static Node select(Node node) {
        if (node.input(1) == node.input(2)) {
            return node.input(1);
        }
        if (Constants.is(node.input(0), 1)) {
            return node.input(1);
        }
        return Constants.is(node.input(0), 0) ? node.input(2) : node;
    }
}
