package org.chainrule.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that someone may have meant who has mistyped one. */
final class Nearest {
    private Nearest() {}

    /** A question for the nearest name; empty if none is near. */
    static String hint(String text, Collection<String> names) {
        int most = Math.max(1, text.length() / 3);
        return sorted(text, names).stream()
                .limit(1)
                .filter(name -> distance(text, name) <= most)
                .map(name -> "; did you mean " + name + "?")
                .findFirst()
                .orElse("");
    }

    /** Which names there are, and the question. */
    static String among(Collection<String> names, String text) {
        return " (there is " + String.join(", ", names) + ")" + hint(text, names);
    }

    /** The names, the nearest first. */
    static List<String> sorted(String text, Collection<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(text, name)))
                .toList();
    }

    /** How many characters are to be added, left out, replaced or exchanged with their neighbour; large and small letters are the same. */
    static int distance(String text, String name) {
        String from = text.toLowerCase(Locale.ROOT);
        String to = name.toLowerCase(Locale.ROOT);
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(steps[i - 1][j - 1] + replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[from.length()][to.length()];
    }
}
