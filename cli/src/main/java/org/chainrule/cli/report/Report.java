package org.chainrule.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.RunSummary;
import org.chainrule.lens.live.InlineRuns;

/** The report of a run as one HTML page: charts, mistakes and settings, with nothing to load. */
public final class Report {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private Report() {}

    /** The page. */
    public static String of(RunSummary run) {
        boolean classes = run.evaluation() instanceof ClassEvaluation;
        InlineRuns views = InlineRuns.of(run.title(), run.series());
        return Markup.of(
                        """
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <meta http-equiv="Content-Security-Policy" content="{}">
                        <title>{}</title>
                        <style>{}{}</style>
                        </head>
                        <body>
                        <header><h1>{}</h1><p>{}</p></header>
                        <main>
                        {}
                        <section><h2>Learning</h2><div id="training"></div>{}</section>
                        {}
                        <div class="pair">
                        <section><h2>Configuration</h2>{}</section>
                        <section><h2>Environment</h2>{}</section>
                        </div>
                        <section><h2>Parameters</h2>{}</section>
                        <section><h2>Gradient check</h2><p>{}</p></section>
                        </main>
                        <footer>Written by Chainrule.</footer>
                        <script type="application/json" id="runs">{}</script>
                        <script>{}</script>
                        <script>{}</script>
                        </body>
                        </html>
                        """,
                        views.policy(),
                        run.title() + " · Chainrule",
                        style(),
                        new Markup(views.style()),
                        run.title(),
                        DATE.format(run.started()) + run.ending().remark(),
                        tiles(run),
                        Tables.epochs(run.epochs(), classes),
                        Answers.of(run),
                        Tables.facts(run.configuration()),
                        Tables.facts(run.environment()),
                        Tables.parameters(run.parameters()),
                        "Before training, the gradient of the loss was compared with central differences in float64: "
                                + run.check().line() + ".",
                        new Markup(views.data()),
                        new Markup(views.library()),
                        new Markup(views.script()))
                .html();
    }

    private static Markup tiles(RunSummary run) {
        Evaluation evaluation = run.evaluation();
        return Markup.of(
                """
                <dl class="tiles">
                <div class="main"><dt>{} {}</dt><dd>{}</dd></div>
                <div><dt>{} loss</dt><dd>{}</dd></div>
                <div><dt>parameters</dt><dd>{}</dd></div>
                <div><dt>epochs</dt><dd>{}</dd></div>
                <div><dt>duration</dt><dd>{}</dd></div>
                <div><dt>gradient check</dt><dd class="{}">{}</dd></div>
                </dl>
                """,
                evaluation.part(),
                evaluation.measure(),
                Numbers.measured(evaluation, evaluation.value()),
                evaluation.part(),
                Numbers.loss(evaluation.loss()),
                Numbers.count(run.parameterCount()),
                run.epochs().size(),
                Numbers.duration(run.duration()),
                run.check().passed() ? "good" : "bad",
                run.check().passed() ? "passed" : "failed");
    }

    private static Markup style() {
        try (InputStream sheet = Report.class.getResourceAsStream("report.css")) {
            if (sheet == null) {
                throw new IllegalStateException("report.css is missing");
            }
            return new Markup(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
