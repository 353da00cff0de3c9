package org.chainrule.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.cli.run.ConfusionMatrix;

/** The confusion matrix as a table: a row for each true class, a column for each answer. */
final class ConfusionTable {
    private ConfusionTable() {}

    static Markup of(ConfusionMatrix matrix) {
        List<Markup> head = new ArrayList<>();
        List<Markup> rows = new ArrayList<>();
        List<Markup> foot = new ArrayList<>();
        for (int i = 0; i < matrix.classes(); i++) {
            head.add(Markup.of("<th scope=\"col\">{}</th>", i));
            rows.add(row(matrix, i));
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
                <tr><th scope="col">true</th>{}<th scope="col" class="sum">images</th><th scope="col">recall</th></tr>
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
                Markup.join(rows),
                Markup.join(foot),
                matrix.total(),
                Markup.join(precision),
                share(matrix.right(), matrix.total()));
    }

    private static Markup row(ConfusionMatrix matrix, int label) {
        List<Markup> cells = new ArrayList<>();
        for (int answer = 0; answer < matrix.classes(); answer++) {
            cells.add(cell(matrix, label, answer));
        }
        return Markup.of(
                "<tr><th scope=\"row\">{}</th>{}<td class=\"sum\">{}</td><td>{}</td></tr>",
                label,
                Markup.join(cells),
                matrix.labelled(label),
                share(matrix.count(label, label), matrix.labelled(label)));
    }

    private static Markup cell(ConfusionMatrix matrix, int label, int answer) {
        int count = matrix.count(label, answer);
        boolean right = label == answer;
        if (count == 0) {
            return Markup.of("<td class=\"zero\">{}</td>", right ? "0" : "·");
        }
        // right answers and mistakes have scales of their own: beside a thousand right ones no mistake would show
        double heat = right
                ? (double) count / matrix.labelled(label)
                : Math.sqrt((double) count / Math.max(1, matrix.worst()));
        String told = count + (count == 1 ? " image" : " images") + " of a " + label
                + (right ? " recognised" : " taken for a " + answer) + ", "
                + share(count, matrix.labelled(label)) + " of all " + label + "s";
        return Markup.of(
                "<td class=\"{}\" style=\"--heat:{}%\" title=\"{}\">{}</td>",
                right ? "right" : "wrong", Math.round(20 + 80 * heat), told, count);
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : Numbers.percent((double) part / whole);
    }
}
