package org.chainrule.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.agree.Answer;
import org.chainrule.bench.agree.Question;
import org.chainrule.bench.agree.Result;

/**
 * How far this engine's answers about an operation are from libtorch's.
 *
 * @param draws how many questions
 * @param numbers how many elements of values and gradients were compared
 * @param value the largest distance of a value
 * @param gradient the largest distance of a gradient; nothing where there is none to compare
 * @param complaints the questions whose answers differ, or failed
 */
record Verdict(
        String operation, int draws, int numbers, double value, Optional<Double> gradient, List<String> complaints) {
    /** Float64 rounds a few operations apart by far less, libraries' exponentials and factorizations included. */
    static final double TOLERANCE = 1e-10;

    static Verdict of(
            List<Question> questions,
            Map<String, Answer> atOnce,
            Map<String, Answer> compiled,
            Map<String, Answer> other) {
        int numbers = 0;
        double value = 0;
        Optional<Double> gradient = Optional.empty();
        List<String> complaints = new ArrayList<>();
        for (Question question : questions) {
            String key = question.operation() + " " + question.draw();
            Optional<Answer> right = Optional.ofNullable(other.get(key));
            for (Map<String, Answer> own : List.of(atOnce, compiled)) {
                Optional<Answer> given = Optional.ofNullable(own.get(key));
                String who = question.text() + ", " + (own == compiled ? "compiled" : "at once") + ": ";
                Optional<String> failure = failure(given, "chainrule").or(() -> failure(right, "libtorch"));
                if (failure.isPresent()) {
                    complaints.add(who + failure.get());
                    continue;
                }
                Answer mine = given.orElseThrow();
                Answer theirs = right.orElseThrow();
                double values = distance(mine.values(), theirs.values());
                double gradients = distance(mine.gradients(), theirs.gradients());
                numbers += size(theirs.values()) + size(theirs.gradients());
                value = Math.max(value, values);
                if (!theirs.gradients().isEmpty()) {
                    gradient = Optional.of(Math.max(gradient.orElse(0.0), gradients));
                }
                if (!(Math.max(values, gradients) <= TOLERANCE)) {
                    complaints.add(who + String.format(Locale.ROOT, "value %.1e, gradient %.1e", values, gradients));
                }
            }
        }
        String operation = questions.getFirst().operation();
        return new Verdict(operation, questions.size(), numbers, value, gradient, List.copyOf(complaints));
    }

    private static Optional<String> failure(Optional<Answer> answer, String engine) {
        return answer.map(Answer::failure)
                .or(() -> Optional.of("no answer"))
                .filter(reason -> !reason.isEmpty())
                .map(reason -> engine + ": " + reason);
    }

    private static double distance(List<Result> mine, List<Result> theirs) {
        double largest = mine.size() == theirs.size() ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            largest = Math.max(largest, mine.get(i).distance(theirs.get(i)));
        }
        return largest;
    }

    private static int size(List<Result> results) {
        return results.stream().mapToInt(result -> result.elements().length).sum();
    }

    boolean agrees() {
        return complaints.isEmpty();
    }

    static String header() {
        return String.format("%-20s %5s %8s  %-8s %-8s", "operation", "draws", "numbers", "value", "gradient");
    }

    /** A line; below it those questions on which the engines differ. */
    String text() {
        String line = String.format(
                Locale.ROOT,
                "%-20s %5d %8d  %-8s %-8s %s",
                operation,
                draws,
                numbers,
                number(value),
                gradient.map(Verdict::number).orElse("none"),
                agrees() ? "agrees" : "DIFFERS");
        return complaints.isEmpty() ? line : line + "\n    " + String.join("\n    ", complaints);
    }

    private static String number(double distance) {
        return distance == 0 ? "0" : String.format(Locale.ROOT, "%.1e", distance);
    }
}
