package org.chainrule.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.agree.Answer;
import org.chainrule.bench.agree.Row;
import org.chainrule.bench.agree.Rows;

/**
 * Asks this engine and libtorch for the values and gradients of operations in float64, and compares what they say.
 *
 * @param rows the operations
 * @param draws how many questions each is asked
 * @param seed of the questions
 */
public record Questioning(List<Row> rows, int draws, long seed) {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String OWN = "org.chainrule.bench.engine.agree.Agree";
    private static final String OTHER = "org.chainrule.bench.libtorch.agree.Agree";

    /** Prints a line for each operation; whether no two answers differ. */
    public boolean print() throws InterruptedException {
        Checkout checkout = Checkout.find()
                .orElseThrow(() -> new IllegalStateException("the comparison runs in a checkout of the repository"));
        Peer peer = Peer.named(Bench.REFERENCE).orElseThrow();
        Contender other = switch (Installation.of(peer, checkout)) {
            case Installation.Ready(Contender contender) -> contender;
            case Installation.Missing(String reason) ->
                throw new IllegalStateException("libtorch cannot be asked: " + reason);
        };
        Contender own = Contender.own(List.of());
        Path folder = checkout.root();
        List<Map<String, Answer>> answers = List.of(
                ask(own, OWN, List.of("false"), folder),
                ask(own, OWN, List.of("true"), folder),
                ask(other, OTHER, List.of(), folder));
        System.out.println(Verdict.header());
        List<Verdict> verdicts = rows.stream()
                .map(row -> Verdict.of(row.questions(draws, seed), answers.get(0), answers.get(1), answers.get(2)))
                .toList();
        verdicts.forEach(verdict -> System.out.println(verdict.text()));
        Rows.uncompared()
                .forEach((operation, reason) -> System.out.printf("%-20s not compared: %s%n", operation, reason));
        System.out.println(summary(verdicts));
        return verdicts.stream().allMatch(Verdict::agrees);
    }

    static String summary(List<Verdict> verdicts) {
        long agreeing = verdicts.stream().filter(Verdict::agrees).count();
        return verdicts.size() + " compared, " + agreeing + " agree, " + (verdicts.size() - agreeing) + " differ";
    }

    private Map<String, Answer> ask(Contender contender, String main, List<String> first, Path folder)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(List.of(Integer.toString(draws), Long.toString(seed)));
        rows.forEach(row -> arguments.add(row.operation()));
        List<String> command = Jvm.command(contender.options(), contender.classPath(), main, arguments);
        Child.Outcome outcome = new Child(command, Map.of("OMP_NUM_THREADS", "1"), LIMIT).run(folder);
        if (outcome.failed()) {
            System.err.println(contender.name() + ": " + outcome.complaint());
        }
        Map<String, Answer> answers = new HashMap<>();
        outcome.output().stream()
                .map(Answer::parse)
                .flatMap(Optional::stream)
                .forEach(answer -> answers.put(answer.operation() + " " + answer.draw(), answer));
        return answers;
    }
}
