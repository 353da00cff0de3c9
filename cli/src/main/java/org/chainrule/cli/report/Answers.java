package org.chainrule.cli.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.cli.run.RunSummary;
import org.chainrule.cli.run.TextEvaluation;

/** What the finished model answered: classes with their mistakes, or how far numbers are off; and what simpler ways come to. */
final class Answers {
    private Answers() {}

    static Markup of(RunSummary run) {
        Evaluation evaluation = run.evaluation();
        Markup answers = switch (evaluation) {
            case ClassEvaluation classes -> classes(classes);
            case NumberEvaluation numbers -> numbers(numbers);
            case TextEvaluation text -> text(text);
        };
        return run.baselines().isEmpty()
                ? answers
                : new Markup(answers.html() + baselines(run).html());
    }

    private static Markup classes(ClassEvaluation evaluation) {
        Markup table = Markup.of(
                "<section><h2>Answers on the {} {}s</h2>{}</section>",
                evaluation.part(),
                evaluation.example(),
                ConfusionTable.of(evaluation));
        return evaluation
                .mistakes()
                .map(mistakes -> Markup.of(
                        "{}<section><h2>Misclassified</h2>{}</section>",
                        table,
                        MistakeGallery.of(evaluation, mistakes)))
                .orElse(table);
    }

    private static Markup numbers(NumberEvaluation evaluation) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("rows", Numbers.count(evaluation.examples()));
        facts.put("R²", Numbers.loss(evaluation.rSquared()));
        facts.put("root of the mean squared error", Numbers.significant(evaluation.rootMeanSquare()));
        facts.put("mean absolute error", Numbers.significant(evaluation.meanAbsolute()));
        return Markup.of(
                "<section><h2>Predictions of the {} rows</h2>{}</section>", evaluation.part(), Tables.facts(facts));
    }

    private static Markup text(TextEvaluation evaluation) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("characters", Numbers.count(evaluation.examples()));
        facts.put("loss, nats a character", Numbers.loss(evaluation.loss()));
        facts.put("bits a character", Numbers.loss(evaluation.loss() / Math.log(2)));
        facts.put("perplexity", Numbers.loss(evaluation.value()));
        return Markup.of(
                """
                <section><h2>Reading the {} characters</h2>{}</section>
                <section><h2>Writing</h2><p class="sample">{}</p></section>
                """, evaluation.part(), Tables.facts(facts), evaluation.sample().strip());
    }

    private static Markup baselines(RunSummary run) {
        Evaluation evaluation = run.evaluation();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("this model", Numbers.measured(evaluation, evaluation.value()));
        run.baselines().forEach(baseline -> facts.put(baseline.name(), Numbers.measured(evaluation, baseline.value())));
        return Markup.of(
                "<section><h2>Beside simpler ways: {} {}</h2>{}</section>",
                evaluation.part(),
                evaluation.measure(),
                Tables.facts(facts));
    }
}
