package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * What an equation of Einstein summation says: a label for every axis. Axes of an ellipsis have labels of their own, counted from its
 * end.
 */
record EinsumFormula(List<String> inputs, String output) {
    private static final char ELLIPSIS = '\uE000';

    static boolean isOfEllipsis(char label) {
        return label >= ELLIPSIS && label < ELLIPSIS + 256;
    }

    static EinsumFormula of(String equation, List<Shape> shapes) {
        String text = equation.replace(" ", "");
        int arrow = text.indexOf("->");
        String[] terms = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
        if (terms.length != shapes.size()) {
            throw wrong(equation, shapes, "it has " + terms.length + " terms for " + shapes.size() + " tensors");
        }
        List<String> inputs = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < terms.length; i++) {
            int hidden = hidden(equation, shapes, terms[i], shapes.get(i).rank());
            longest = Math.max(longest, hidden);
            inputs.add(expanded(terms[i], hidden));
        }
        String output = arrow < 0
                ? ellipsis(longest) + implied(terms)
                : expanded(checked(equation, shapes, text.substring(arrow + 2)), longest);
        for (int i = 0; i < output.length(); i++) {
            char label = output.charAt(i);
            if (inputs.stream().allMatch(input -> input.indexOf(label) < 0)) {
                throw wrong(equation, shapes, "'" + label + "' of the result is in no operand");
            }
            if (output.indexOf(label) != i) {
                throw wrong(equation, shapes, "'" + label + "' stands twice in the result");
            }
        }
        return new EinsumFormula(inputs, output);
    }

    /** How many axes an ellipsis stands for. */
    private static int hidden(String equation, List<Shape> shapes, String term, int rank) {
        String letters = checked(equation, shapes, term).replace("...", "");
        int hidden = rank - letters.length();
        if (hidden < 0 || hidden > 0 && letters.length() == term.length()) {
            throw wrong(equation, shapes, "\"" + term + "\" has " + letters.length() + " labels for " + rank + " axes");
        }
        return hidden;
    }

    private static String checked(String equation, List<Shape> shapes, String term) {
        if (!term.matches("[A-Za-z]*(\\.\\.\\.)?[A-Za-z]*")) {
            throw wrong(equation, shapes, "\"" + term + "\" is no term");
        }
        return term;
    }

    private static String expanded(String term, int hidden) {
        return term.replace("...", ellipsis(hidden));
    }

    private static String ellipsis(int axes) {
        StringBuilder labels = new StringBuilder();
        for (int fromEnd = axes; fromEnd > 0; fromEnd--) {
            labels.append((char) (ELLIPSIS + fromEnd));
        }
        return labels.toString();
    }

    /** Without an arrow the result has the labels that stand once, in alphabetical order. */
    private static String implied(String... terms) {
        Map<Integer, Integer> counts = new TreeMap<>();
        String.join("", terms)
                .chars()
                .filter(Character::isLetter)
                .forEach(label -> counts.merge(label, 1, Integer::sum));
        StringBuilder labels = new StringBuilder();
        counts.forEach((label, count) -> labels.append(count == 1 ? Character.toString(label) : ""));
        return labels.toString();
    }

    private static ShapeException wrong(String equation, List<Shape> shapes, String problem) {
        return new ShapeException(
                "einsum",
                "\"" + equation + "\" of shapes " + shapes + ": " + problem,
                "for example \"bij,bjk->bik\": one letter for each axis, ... for any leading ones");
    }
}
