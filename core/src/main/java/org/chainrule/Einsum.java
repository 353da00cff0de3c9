package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * Einstein summation: operands are put together from left to right, each pair as one matrix product over what both have and nothing
 * later needs. All of it is permutations, products and sums, so it has no gradient rule of its own.
 */
final class Einsum {
    private final EinsumFormula formula;
    private final Map<Character, Integer> extents = new HashMap<>();

    private Einsum(EinsumFormula formula) {
        this.formula = formula;
    }

    /** An operand of which each axis has a label of its own. */
    private record Labelled(Tensor tensor, String labels) {
        int axis(char label) {
            return labels.indexOf(label);
        }

        boolean has(char label) {
            return axis(label) >= 0;
        }

        /** The same with its axes in that order. */
        Tensor ordered(String order) {
            return tensor.permute(order.chars().map(label -> axis((char) label)).toArray());
        }
    }

    static Tensor of(String equation, List<Tensor> operands) {
        List<Shape> shapes = operands.stream().map(Tensor::shape).toList();
        Einsum einsum = new Einsum(EinsumFormula.of(equation, shapes));
        einsum.measure(equation, shapes);
        List<Labelled> parts = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            parts.add(einsum.distinct(operands.get(i), einsum.formula.inputs().get(i)));
        }
        Labelled result = parts.getFirst();
        for (int i = 1; i < parts.size(); i++) {
            String needed = einsum.formula.output()
                    + String.join("", einsum.formula.inputs().subList(i + 1, parts.size()));
            result = einsum.product(result, parts.get(i), needed);
        }
        return summed(result, einsum.formula.output()).ordered(einsum.formula.output());
    }

    /** The extent of every label; an axis of an ellipsis may be 1 where another operand's is larger. */
    private void measure(String equation, List<Shape> shapes) {
        for (int i = 0; i < shapes.size(); i++) {
            String labels = formula.inputs().get(i);
            for (int axis = 0; axis < labels.length(); axis++) {
                int extent = shapes.get(i).extent(axis);
                char label = labels.charAt(axis);
                int known = extents.getOrDefault(label, extent);
                boolean broadcasts = EinsumFormula.isOfEllipsis(label) && (known == 1 || extent == 1);
                if (known != extent && !broadcasts) {
                    throw new ShapeException(
                            "einsum",
                            "\"" + equation + "\" of shapes " + shapes + ": '" + label + "' is " + known + " and "
                                    + extent,
                            "a label has one extent everywhere");
                }
                extents.put(label, known == 1 ? extent : known);
            }
        }
    }

    /** Repeated labels become one axis, the diagonal; axes of the ellipsis are broadcast. */
    private Labelled distinct(Tensor operand, String labels) {
        Tensor tensor = operand.broadcastTo(Shape.of(labels.chars()
                .map(label -> java.util.Objects.requireNonNull(extents.get((char) label)))
                .toArray()));
        String left = labels;
        for (int axis = 0; axis < left.length(); axis++) {
            int other = left.indexOf(left.charAt(axis), axis + 1);
            if (other >= 0) {
                char label = left.charAt(axis);
                tensor = tensor.diagonal(axis, other);
                left = new StringBuilder(left).deleteCharAt(other).deleteCharAt(axis) + "" + label;
                axis = -1;
            }
        }
        return new Labelled(tensor, left);
    }

    private static Labelled summed(Labelled operand, String needed) {
        int[] gone = IntStream.range(0, operand.labels.length())
                .filter(axis -> needed.indexOf(operand.labels.charAt(axis)) < 0)
                .toArray();
        if (gone.length == 0) {
            return operand;
        }
        return new Labelled(operand.tensor.sum(gone), only(operand.labels, label -> needed.indexOf(label) >= 0));
    }

    private Labelled product(Labelled first, Labelled second, String needed) {
        Labelled a = summed(first, needed + second.labels);
        Labelled b = summed(second, needed + first.labels);
        String batch = only(a.labels, label -> b.has(label) && needed.indexOf(label) >= 0);
        String shared = only(a.labels, label -> b.has(label) && needed.indexOf(label) < 0);
        String rows = only(a.labels, label -> !b.has(label));
        String columns = only(b.labels, label -> !a.has(label));
        Shape batches = shape(batch);
        Shape heights = shape(rows);
        Shape widths = shape(columns);
        int depth = shape(shared).size();
        Tensor left = a.ordered(batch + rows + shared).reshape(batches.append(Shape.of(heights.size(), depth)));
        Tensor right = b.ordered(batch + shared + columns).reshape(batches.append(Shape.of(depth, widths.size())));
        Tensor result = shared.isEmpty() ? left.mul(right) : left.matmul(right);
        return new Labelled(result.reshape(batches.append(heights).append(widths)), batch + rows + columns);
    }

    private Shape shape(String labels) {
        return Shape.of(labels.chars()
                .map(label -> java.util.Objects.requireNonNull(extents.get((char) label)))
                .toArray());
    }

    private static String only(String labels, Predicate<Character> kept) {
        return labels.chars()
                .filter(label -> kept.test((char) label))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Axes of the left summed against axes of the right, in order; the others remain, the left's first. */
    static Tensor tensordot(Tensor left, Tensor right, int[] leftAxes, int[] rightAxes) {
        int[] lefts = Arrays.stream(leftAxes).map(left.shape()::axis).toArray();
        int[] rights = Arrays.stream(rightAxes).map(right.shape()::axis).toArray();
        boolean fits = lefts.length == rights.length
                && Arrays.stream(lefts).distinct().count() == lefts.length
                && Arrays.stream(rights).distinct().count() == rights.length;
        for (int i = 0; fits && i < lefts.length; i++) {
            fits = left.shape().extent(lefts[i]) == right.shape().extent(rights[i]);
        }
        if (!fits) {
            throw new ShapeException(
                    "tensordot",
                    left.shape() + " along " + Arrays.toString(leftAxes) + " by " + right.shape() + " along "
                            + Arrays.toString(rightAxes),
                    "as many axes of each, pairwise of equal extent");
        }
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        IntStream.range(0, left.shape().rank()).forEach(axis -> a.append((char) ('\uE100' + axis)));
        IntStream.range(0, right.shape().rank()).forEach(axis -> b.append((char) ('\uE200' + axis)));
        for (int i = 0; i < lefts.length; i++) {
            b.setCharAt(rights[i], a.charAt(lefts[i]));
        }
        String output = only(a.toString(), label -> b.indexOf(Character.toString(label)) < 0)
                + only(b.toString(), label -> a.indexOf(Character.toString(label)) < 0);
        Einsum einsum = new Einsum(new EinsumFormula(List.of(a.toString(), b.toString()), output));
        einsum.measure("tensordot", List.of(left.shape(), right.shape()));
        Labelled result = einsum.product(new Labelled(left, a.toString()), new Labelled(right, b.toString()), output);
        return result.ordered(output);
    }
}
