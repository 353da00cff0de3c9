package org.chainrule.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.Mistake;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.cli.run.ParameterInfo;
import org.chainrule.cli.run.Picture;
import org.chainrule.cli.run.RunSummary;
import org.chainrule.lens.series.Entry;
import org.chainrule.nn.metric.ConfusionMatrix;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Score;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void holdsTheViewsOfTheTrainingWithItsNumbers() {
        String page = Report.of(run("digits", 4, 3));
        assertThat(page).contains("id=\"training\"", "\"kind\":\"epoch\"", "\"accuracy\":0.5");
        assertThat(count(page, "\"kind\":\"epoch\"")).isEqualTo(4);
    }

    @Test
    void aRunThatWasStoppedInItsFirstEpochHasAReport() {
        assertThat(Report.of(run("digits", 0, 0))).contains("id=\"training\"");
    }

    @Test
    void showsHowOftenEachDigitWasTakenForEachOther() {
        String page = Report.of(run("digits", 2, 3));
        assertThat(page).contains("1 image of 1 taken for 2, 50.0% of all of 1");
        assertThat(page).contains("2 images of 0 recognised, 100.0% of all of 0");
    }

    @Test
    void showsTheMistakesAsImages() {
        String page = Report.of(run("digits", 2, 3));
        assertThat(count(page, "src=\"data:image/png;base64,")).isEqualTo(3);
        assertThat(page).contains("image 1: 1 taken for 2").contains("90%");
    }

    @Test
    void showsAtMostSixtyMistakes() {
        String page = Report.of(run("digits", 2, 200));
        assertThat(count(page, "src=\"data:image/png;base64,")).isEqualTo(60);
        assertThat(page).contains("The 60 surest mistakes, of 200");
    }

    @Test
    void escapesWhatUsersName() {
        String page = Report.of(run("<script>alert('x')</script> & \"more\"", 1, 0));
        assertThat(page)
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(&#39;x&#39;)")
                .contains("&amp; &quot;");
        // the views' data and two scripts, and no other
        assertThat(count(page, "<script")).isEqualTo(3);
        assertThat(count(page, "</script")).isEqualTo(3);
    }

    @Test
    void needsNothingButItself() {
        String page = Report.of(run("digits", 2, 3));
        // the library of the charts says where it comes from
        assertThat(page.replaceFirst("/\\*! https://github\\.com/leeoniya/uPlot [^*]*\\*/", ""))
                .doesNotContain("https:")
                .doesNotContain(" src=\"http")
                .doesNotContain("<link")
                .doesNotContain("@import")
                .doesNotContain("url(");
        assertThat(page.replace("&#39;", "'")).contains("default-src 'none'", "'sha256-", "prefers-color-scheme: dark");
    }

    @Test
    void saysThatARunWasStopped() {
        assertThat(Report.of(run("digits", 2, 0))).contains("stopped before its end");
    }

    @Test
    void aRegressionShowsItsErrorsAndBaselinesAndNoAccuracy() {
        Evaluation evaluation = new NumberEvaluation("test", 3, 0.0417, 0.892857, 0.408248, 0.333333);
        String page = Report.of(run("wages", 4, evaluation, List.of(new Baseline("linear regression", 0.25))));
        assertThat(page).contains("test R²", "Predictions of the test rows", "<td>0.3333</td>", "0.8929");
        assertThat(page).contains("linear regression", "0.2500");
        assertThat(page)
                .doesNotContain("test accuracy")
                .doesNotContain("Misclassified")
                .doesNotContain("confusion\"");
    }

    @Test
    void aClassifierOfRowsShowsTheNamesOfItsClassesAndNoImages() {
        Evaluation evaluation = new ClassEvaluation(
                "test",
                0.1,
                ConfusionMatrix.of(Tensor.of(0, 0, 1), Tensor.of(0, 1, 1), 2),
                List.of("benign", "<malignant>"),
                Optional.empty());
        String page = Report.of(run("cells", 2, evaluation, List.of()));
        assertThat(page)
                .contains("1 row of &lt;malignant&gt; taken for benign, 50.0% of all of", "Answers on the test rows")
                .doesNotContain("Misclassified")
                .doesNotContain("simpler");
    }

    private static RunSummary run(String name, int epochs, int mistakes) {
        int[] labels = {0, 0, 1, 1, 2};
        int[] answers = {0, 0, 1, 2, 2};
        List<Mistake> wrong = IntStream.range(0, mistakes)
                .mapToObj(i -> new Mistake("image " + i, () -> Picture.ofInk(2, 2, 0, 0.5f, 1, 0), 1, 2, 0.9))
                .toList();
        ConfusionMatrix confusion = ConfusionMatrix.of(Tensor.of(answers), Tensor.of(labels), 3);
        List<String> classes = List.of("0", "1", "2");
        return run(
                name,
                epochs,
                new ClassEvaluation("validation", 0.1, confusion, classes, Optional.of(wrong)),
                List.of());
    }

    private static RunSummary run(String name, int epochs, Evaluation evaluation, List<Baseline> baselines) {
        List<EpochReport> history = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochReport(
                        epoch,
                        epoch * 10L,
                        1e-3,
                        new Score(1.0 / epoch, 1 - 0.5 / epoch),
                        new Score(1.1 / epoch, 1 - 0.6 / epoch),
                        1.5,
                        100))
                .toList();
        return new RunSummary(
                name,
                ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC),
                Duration.ofSeconds(75),
                Ending.STOPPED,
                Map.of("data", name),
                Map.of("Java", "25"),
                List.of(new ParameterInfo("layers.0.weight", "784 × 10", 7840)),
                new CheckResult(40, 7840, 3e-9, 0, true),
                history,
                evaluation,
                baselines,
                history.stream()
                        .<Entry>map(epoch -> new Entry.Epoch(
                                epoch.epoch(),
                                epoch.steps(),
                                epoch.rate(),
                                epoch.training(),
                                epoch.validation(),
                                epoch.seconds()))
                        .toList());
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
