package org.chainrule.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.nn.metric.ConfusionMatrix;

/** The confusion matrix as a table: a row for each true class, a column for each answer. */
final class ConfusionTable {
    private ConfusionTable() {}

    static Markup of(ClassEvaluation evaluation) {
        ConfusionMatrix matrix = evaluation.confusion();
        List<Markup> head = new ArrayList<>();
        List<Markup> rows = new ArrayList<>();
        List<Markup> foot = new ArrayList<>();
        for (int i = 0; i < matrix.classes(); i++) {
            head.add(Markup.of("<th scope=\"col\">{}</th>", evaluation.classes().get(i)));
            rows.add(row(evaluation, i));
            foot.add(Markup.of("<td>{}</td>", matrix.predicted(i)));
        }
        List<Markup> precision = new ArrayList<>();
        for (int i = 0; i < matrix.classes(); i++) {
            precision.add(Markup.of("<td>{}</td>", share(matrix.count(i, i), matrix.predicted(i))));
        }
        return Markup.of(
                """
                <div class="scroll"><table class="confusion">
                <thead>
                <tr><td></td><th colspan="{}">answer</th></tr>
                <tr><th scope="col">true</th>{}<th scope="col" class="sum">{}s</th><th scope="col">recall</th></tr>
                </thead>
                <tbody>{}</tbody>
                <tfoot>
                <tr><th scope="row">answers</th>{}<td class="sum">{}</td><td></td></tr>
                <tr class="precision"><th scope="row">precision</th>{}<td class="sum"></td><td class="all">{}</td></tr>
                </tfoot>
                </table></div>
                """,
                matrix.classes(),
                Markup.join(head),
                evaluation.example(),
                Markup.join(rows),
                Markup.join(foot),
                matrix.total(),
                Markup.join(precision),
                share(matrix.right(), matrix.total()));
    }

    private static Markup row(ClassEvaluation evaluation, int label) {
        ConfusionMatrix matrix = evaluation.confusion();
        List<Markup> cells = new ArrayList<>();
        for (int answer = 0; answer < matrix.classes(); answer++) {
            cells.add(cell(evaluation, label, answer));
        }
        return Markup.of(
                "<tr><th scope=\"row\">{}</th>{}<td class=\"sum\">{}</td><td>{}</td></tr>",
                evaluation.classes().get(label),
                Markup.join(cells),
                matrix.labelled(label),
                share(matrix.count(label, label), matrix.labelled(label)));
    }

    private static Markup cell(ClassEvaluation evaluation, int label, int answer) {
        ConfusionMatrix matrix = evaluation.confusion();
        long count = matrix.count(label, answer);
        boolean right = label == answer;
        if (count == 0) {
            return Markup.of("<td class=\"zero\">{}</td>", right ? "0" : "·");
        }
        // right answers and mistakes have scales of their own: beside a thousand right ones no mistake would show
        double heat = right
                ? (double) count / matrix.labelled(label)
                : Math.sqrt((double) count / Math.max(1, matrix.worst()));
        String name = evaluation.classes().get(label);
        String told = count + " " + evaluation.example() + (count == 1 ? "" : "s") + " of " + name
                + (right ? " recognised" : " taken for " + evaluation.classes().get(answer)) + ", "
                + share(count, matrix.labelled(label)) + " of all of " + name;
        return Markup.of(
                "<td class=\"{}\" style=\"--heat:{}%\" title=\"{}\">{}</td>",
                right ? "right" : "wrong", Math.round(20 + 80 * heat), told, count);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "–" : Numbers.percent((double) part / whole);
    }
}
