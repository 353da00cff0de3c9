package org.chainrule.cli.report;

import java.util.List;
import java.util.Map;
import org.chainrule.cli.run.ParameterInfo;
import org.chainrule.cli.run.Took;
import org.chainrule.train.EpochReport;

/** The plain tables of the report. */
final class Tables {
    private Tables() {}

    /** Names on the left, values on the right. */
    static Markup facts(Map<String, ?> facts) {
        Markup rows = Markup.each(
                facts.entrySet(),
                fact -> Markup.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", fact.getKey(), fact.getValue()));
        return Markup.of("<table class=\"facts\"><tbody>{}</tbody></table>", rows);
    }

    static Markup parameters(List<ParameterInfo> parameters) {
        Markup rows = Markup.each(
                parameters,
                parameter -> Markup.of(
                        "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>",
                        parameter.path(),
                        parameter.shape(),
                        Numbers.count(parameter.count())));
        long total = parameters.stream().mapToLong(ParameterInfo::count).sum();
        return Markup.of("""
                <div class="scroll"><table class="numbers">
                <thead><tr><th scope="col">path</th><th scope="col">shape</th><th scope="col">numbers</th></tr></thead>
                <tbody>{}</tbody>
                <tfoot><tr><th scope="row">all</th><td></td><td>{}</td></tr></tfoot>
                </table></div>
                """, rows, Numbers.count(total));
    }

    /** @param classes whether there are accuracies */
    static Markup epochs(List<EpochReport> epochs, boolean classes) {
        Markup rows = Markup.each(
                epochs,
                epoch -> Markup.of(
                        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td>{}<td>{}</td></tr>",
                        epoch.epoch(),
                        Numbers.loss(epoch.training().loss()),
                        Numbers.loss(epoch.validation().loss()),
                        classes
                                ? Markup.of(
                                        "<td>{}</td><td>{}</td>",
                                        Numbers.accuracy(epoch.training().accuracy()),
                                        Numbers.accuracy(epoch.validation().accuracy()))
                                : Markup.NONE,
                        Took.of(epoch.seconds())));
        return Markup.of(
                """
                <details><summary>The numbers of each epoch</summary>
                <div class="scroll"><table class="numbers">
                <thead>
                <tr><th></th><th colspan="2">loss</th>{}<th></th></tr>
                <tr><th scope="col">epoch</th><th scope="col">training</th><th scope="col">validation</th>
                {}<th scope="col">took</th></tr>
                </thead>
                <tbody>{}</tbody></table></div></details>
                """,
                classes ? new Markup("<th colspan=\"2\">accuracy</th>") : Markup.NONE,
                classes ? new Markup("<th scope=\"col\">training</th><th scope=\"col\">validation</th>") : Markup.NONE,
                rows);
    }
}
