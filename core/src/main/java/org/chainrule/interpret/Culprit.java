package org.chainrule.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Source;

/**
 * The operation that made the first NaN or infinity.
 *
 * @param node what it computes
 * @param value its elements
 * @param inputs the elements of its inputs
 * @param infinite where an infinity among its inputs was made, if that is what made NaN
 * @param inside of what it is a part, from the innermost loop, branch or region outward, and at which step
 */
public record Culprit(Node node, Data value, List<Data> inputs, Optional<Node> infinite, List<String> inside) {
    public Culprit {
        inputs = List.copyOf(inputs);
        inside = List.copyOf(inside);
    }

    Culprit inside(String where) {
        List<String> all = new ArrayList<>(inside);
        all.add(where);
        return new Culprit(node, value, inputs, infinite, all);
    }

    /** The operation's name. */
    public String operation() {
        return name(node);
    }

    /** The user's line that made it, and whether that was for a value or a gradient. */
    public Source source() {
        return node.source();
    }

    /** The elements that are not finite, in a few words. */
    public String what() {
        return Range.of(value).nan() > 0 ? "NaN" : "an infinite value";
    }

    /** What, where, and of which inputs; an input a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(what() + " in the " + source().pass() + ": " + place(node));
        int first = Range.firstNonFinite(value);
        text.append("\n  ")
                .append(node.op() instanceof Leaf ? "holds " : "gives ")
                .append(Range.of(value))
                .append(", the first at ")
                .append(index(value.type().shape(), first));
        for (int i = 0; i < inputs.size(); i++) {
            text.append(inputs.size() == 1 ? "\n  of " : "\n  of input " + i + ", ")
                    .append(input(inputs.get(i), first));
        }
        infinite.ifPresent(maker -> text.append("\n  the infinity was made in the ")
                .append(maker.source().pass())
                .append(": ")
                .append(place(maker)));
        inside.forEach(where -> text.append("\n  ").append(where));
        return text.toString();
    }

    private String input(Data input, int element) {
        String there = input.type().shape().equals(value.type().shape()) ? "; there " + input.getDouble(element) : "";
        return input.type() + " " + Range.of(input) + there;
    }

    private static String place(Node node) {
        return name(node) + " : " + node.type() + ", made by " + node.source();
    }

    private static String name(Node node) {
        return node.op().toString().toLowerCase(Locale.ROOT);
    }

    private static String index(Shape shape, int element) {
        List<Integer> index = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            index.add(element / shape.strides()[axis] % shape.extent(axis));
        }
        return index.toString();
    }
}
