package org.chainrule.compile;

import org.chainrule.graph.Binary;
import org.chainrule.graph.Node;
import org.chainrule.graph.Unary;

/** Arithmetic that leaves a value as it is, or says it in a cheaper word with the same bits. */
final class Identities {
    private Identities() {}

    static Node of(Binary binary, Node node) {
        Node a = node.input(0);
        Node b = node.input(1);
        return switch (binary) {
            // x + 0 is not x for x = −0, but the difference is never seen but through 1/x
            case ADD -> Constants.is(b, 0) ? a : Constants.is(a, 0) ? b : node;
            case SUB -> Constants.is(b, 0) ? a : node;
            case MUL ->
                Constants.is(b, 1)
                        ? a
                        : Constants.is(a, 1) ? b : Constants.is(b, -1) ? a.neg() : Constants.is(a, -1) ? b.neg() : node;
            case DIV -> Constants.is(b, 1) ? a : node;
            case POW -> power(node, a, b);
            case MAX, MIN, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> node;
        };
    }

    private static Node power(Node node, Node base, Node exponent) {
        if (Constants.is(exponent, 1)) {
            return base;
        }
        if (Constants.is(exponent, 2)) {
            return base.square();
        }
        if (Constants.is(exponent, 3)) {
            return base.square().mul(base);
        }
        if (Constants.is(exponent, 0.5)) {
            return Node.of(Unary.SQRT, base);
        }
        return Constants.is(exponent, -1) ? base.reciprocal() : node;
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
