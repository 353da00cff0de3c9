package org.chainrule.lens.view;

import java.util.List;
import java.util.Locale;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Unary;

/** A local gradient in letters: the node is y, its inputs x, or x₀, x₁ …. */
final class Formula {
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

    private final Node of;

    private Formula(Node of) {
        this.of = of;
    }

    /** @param local made of the node and its inputs, as rules make it */
    static String of(Node node, Node local) {
        return new Formula(node).text(local, 0);
    }

    /** @param strength of the operation around: 0 none, 1 sums, 2 products, 3 powers */
    private String text(Node node, int strength) {
        int input = of.inputs().indexOf(node);
        if (node == of) {
            return "y";
        }
        if (input >= 0) {
            return of.inputs().size() == 1 ? "x" : "x" + SUBSCRIPTS.charAt(Math.min(input, 9));
        }
        List<Node> inputs = node.inputs();
        return switch (node.op()) {
            case Leaf.Literal literal -> literal.toString().replaceFirst("\\.0$", "");
            case Movement.Broadcast broadcast -> text(inputs.getFirst(), strength);
            case Binary.ADD -> infix(inputs, " + ", 1, strength);
            case Binary.SUB -> infix(inputs, " − ", 1, strength);
            case Binary.MUL, Binary.MUL_NO_NAN -> infix(inputs, "·", 2, strength);
            case Binary.DIV -> infix(inputs, " / ", 2, strength);
            case Unary.SQUARE -> text(inputs.getFirst(), 3) + "²";
            case Unary.NEG -> "−" + text(inputs.getFirst(), 3);
            case Unary.RECIPROCAL -> "1 / " + text(inputs.getFirst(), 3);
            default ->
                node.op().toString().toLowerCase(Locale.ROOT)
                        + String.join(
                                        ", ",
                                        inputs.stream()
                                                .map(each -> text(each, 0))
                                                .toList())
                                .transform(arguments -> "(" + arguments + ")");
        };
    }

    private String infix(List<Node> sides, String sign, int own, int around) {
        String text = text(sides.getFirst(), own) + sign + text(sides.getLast(), own + 1);
        return own < around ? "(" + text + ")" : text;
    }
}
