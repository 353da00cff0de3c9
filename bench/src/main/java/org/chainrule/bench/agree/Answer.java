package org.chainrule.bench.agree;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an engine says to a question; a line of its process.
 *
 * @param failure why it has no answer, or empty
 */
public record Answer(String operation, int draw, List<Result> values, List<Result> gradients, String failure) {
    private static final String WORD = "ANSWER";

    public static Answer of(Question question, List<Result> values, List<Result> gradients) {
        return new Answer(question.operation(), question.draw(), values, gradients, "");
    }

    static Answer failed(Question question, Throwable cause) {
        String reason = cause.toString().lines().findFirst().orElse("unknown").replace('\t', ' ');
        return new Answer(question.operation(), question.draw(), List.of(), List.of(), reason);
    }

    /**
     * Answers all questions that a process was asked, each as soon as it is known; one that fails leaves the others alone.
     *
     * @param arguments how many draws, the seed, then the operations
     */
    // an engine may fail in any way, also with a linkage error; the row then says so
    @SuppressWarnings("CatchingThrowable")
    public static void all(Function<Question, Answer> engine, List<String> arguments) {
        int draws = Integer.parseInt(arguments.get(0));
        long seed = Long.parseLong(arguments.get(1));
        for (Row row : Rows.named(arguments.subList(2, arguments.size()))) {
            for (Question question : row.questions(draws, seed)) {
                Answer answer;
                try {
                    answer = engine.apply(question);
                } catch (Throwable failure) {
                    failure.printStackTrace();
                    answer = failed(question, failure);
                }
                System.out.println(answer.text());
            }
        }
    }

    /** The line as it is printed. */
    public String text() {
        return String.join(
                "\t", WORD, operation, Integer.toString(draw), failure, text(values), text(gradients), "end");
    }

    private static String text(List<Result> results) {
        return results.stream().map(Result::text).collect(Collectors.joining("|"));
    }

    /** The line that was printed, if it is an answer. */
    public static Optional<Answer> parse(String line) {
        String[] fields = line.split("\t", -1);
        return fields.length == 7 && fields[0].equals(WORD)
                ? Optional.of(new Answer(
                        fields[1], Integer.parseInt(fields[2]), results(fields[4]), results(fields[5]), fields[3]))
                : Optional.empty();
    }

    private static List<Result> results(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split("\\|", -1)).map(Result::parse).toList();
    }
}
