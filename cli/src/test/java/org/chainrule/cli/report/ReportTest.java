package org.chainrule.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.ConfusionMatrix;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.GrayImage;
import org.chainrule.cli.run.Mistake;
import org.chainrule.cli.run.ParameterInfo;
import org.chainrule.cli.run.RunSummary;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Score;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void drawsACurveForEachOfTheTwoSetsWithAPointForEachEpoch() {
        String page = Report.of(run("digits", 4, 3));
        assertThat(page).contains("Loss by epoch").contains("Accuracy, % by epoch");
        assertThat(page).contains("<title>training, epoch 4: ").contains("<title>validation, epoch 1: ");
        assertThat(count(page, "<circle ")).isEqualTo(2 * (2 * 4 + 2));
    }

    @Test
    void aRunOfOneEpochHasACurveOfOnePoint() {
        assertThat(Report.of(run("digits", 1, 0)))
                .contains("training, epoch 1: ")
                .doesNotContain("NaN");
    }

    @Test
    void aRunThatWasStoppedInItsFirstEpochHasAReport() {
        assertThat(Report.of(run("digits", 0, 0))).contains("<svg").doesNotContain("NaN");
    }

    @Test
    void aLossThatIsNotANumberLeavesAGap() {
        assertThat(LineChart.of(
                                "Loss",
                                Numbers::loss,
                                List.of(new LineChart.Curve("training", "training", List.of(1.0, Double.NaN, 0.5))))
                        .html())
                .doesNotContain("NaN")
                .contains("epoch 3");
    }

    @Test
    void showsHowOftenEachDigitWasTakenForEachOther() {
        String page = Report.of(run("digits", 2, 3));
        assertThat(page).contains("1 image of a 1 taken for a 2, 50.0% of all 1s");
        assertThat(page).contains("2 images of a 0 recognised, 100.0% of all 0s");
    }

    @Test
    void showsTheMistakesAsImages() {
        String page = Report.of(run("digits", 2, 3));
        assertThat(count(page, "src=\"data:image/png;base64,")).isEqualTo(3);
        assertThat(page).contains("image 1: a 1 taken for a 2").contains("90%");
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
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&#39;x&#39;)")
                .contains("&amp; &quot;");
    }

    @Test
    void needsNothingButItself() {
        String page = Report.of(run("digits", 2, 3));
        assertThat(page)
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<script")
                .doesNotContain("url(");
        assertThat(page).contains("prefers-color-scheme: dark");
    }

    @Test
    void saysThatARunWasStopped() {
        assertThat(Report.of(run("digits", 2, 0))).contains("stopped before its end");
    }

    private static RunSummary run(String name, int epochs, int mistakes) {
        int[] labels = {0, 0, 1, 1, 2};
        int[] answers = {0, 0, 1, 2, 2};
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
        List<Mistake> wrong = IntStream.range(0, mistakes)
                .mapToObj(i -> new Mistake(i, new GrayImage(2, 2, new float[] {0, 0.5f, 1, 0}), 1, 2, 0.9))
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
                new Evaluation("validation", new Score(0.1, 0.8), ConfusionMatrix.of(3, labels, answers), wrong));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
