package org.chainrule.lens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.chainrule.lens.live.InlineRuns;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.Journal;
import org.chainrule.lens.series.LayerState;
import org.chainrule.lens.series.Series;
import org.chainrule.lens.watch.Watch;
import org.chainrule.nn.Activation;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.train.BatchReport;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;
import org.chainrule.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of trainings in a real browser. Its pictures are kept in target/screenshots. */
class TrainingPageTest extends InBrowser {
    @BeforeEach
    void leave() throws Exception {
        browser.leave();
    }

    @Test
    void theChartsMoveWhileAModelIsTrained() throws Exception {
        Settings settings = Settings.classification(20).withBatch(16);
        Semaphore steps = new Semaphore(0);
        TrainingListener paced = new TrainingListener() {
            @Override
            public void onBatch(BatchReport report) {
                steps.acquireUninterruptibly();
            }
        };
        try (Watch watch = Watch.of(settings, Blobs.examples());
                Lens lens = Lens.show(watch)) {
            Thread training = Thread.ofPlatform()
                    .start(() -> Trainer.of(settings, watch, paced)
                            .fit(Blobs.model(Activation.RELU, 24, 12), Blobs.examples(), Blobs.examples()));
            show(lens);
            steps.release(40);
            browser.await("document.body.dataset.steps >= 40");
            String early = browser.ask(key("loss", "training"));
            String drawn = picture();
            steps.release(10_000);
            training.join();
            watch.close();
            browser.await("document.querySelector('.status').textContent === 'complete'");
            assertThat(Double.parseDouble(browser.ask(key("loss", "training")))).isLessThan(Double.parseDouble(early));
            assertThat(picture()).isNotEqualTo(drawn);
            assertThat(browser.ask(
                            "[...document.querySelectorAll('.chart:not([hidden])')].map(chart => chart.dataset.chart)"))
                    .isEqualTo("loss,accuracy,rate,gradient,weight,ratio,dead,histogram-weights,histogram-gradients");
            assertThat(browser.ask("document.querySelector('.health').textContent"))
                    .contains("No sign of trouble");
            pictures("training");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void runsAreComparedAndTheirTroubleIsTold() throws Exception {
        Map<String, Series> runs = new LinkedHashMap<>();
        runs.put("adam", trained(Settings.classification(20).withBatch(16)));
        runs.put(
                "far too fast",
                trained(Settings.classification(20).withBatch(16).with(new Sgd(), new Constant(30))));
        runs.put(
                "<img src=x onerror=alert(1)>",
                trained(Settings.classification(12).withBatch(16).with(new Sgd(), new Constant(0.1))));
        try (Lens lens = Lens.runs(0, runs)) {
            show(lens);
            browser.await("document.querySelectorAll('.hint').length > 0");
            browser.await("document.querySelectorAll('[data-chart=ratio] .keys button').length === 3");
            assertThat(browser.ask("document.querySelector('.health').textContent"))
                    .contains("The learning rate is too high, in far too fast", "loss is about");
            assertThat(browser.ask("document.querySelectorAll('img').length")).isEqualTo("0");
            pictures("compared");
            browser.ask("document.querySelectorAll('.run button')[1].click()");
            browser.await("document.querySelectorAll('[data-chart=ratio] .keys button').length === 2");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theKeyboardReadsAChart() throws Exception {
        try (Lens lens =
                Lens.runs(0, Map.of("run", trained(Settings.classification(4).withBatch(32))))) {
            show(lens);
            browser.await("document.querySelector('[data-chart=loss] .plot canvas') !== null");
            browser.ask("document.querySelector('[data-chart=loss] .plot').focus()");
            for (String key : List.of("Home", "ArrowRight", "ArrowRight")) {
                browser.ask(
                        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '" + key + "' }))");
            }
            browser.await("document.querySelector('[data-chart=loss] .at').textContent === 'step 3'");
            assertThat(browser.ask("document.querySelector('[data-chart=loss] .plot').getAttribute('aria-label')"))
                    .startsWith("Loss: training ");
            assertThat(browser.ask(
                            "[...document.querySelectorAll('#training button, #training select, #training input')]"
                                    + ".every(each => each.tabIndex === 0)"))
                    .isEqualTo("true");
        }
    }

    @Test
    void aLongSeriesIsDrawnFromFewPoints() throws Exception {
        Journal journal = new Journal();
        journal.add(new Entry.Begin(0, 1000, 100, false, List.of("layer")));
        for (int step = 1; step <= 60_000; step++) {
            double loss = step == 31_234 ? 9 : 1 + Math.sin(step * 1e-3);
            journal.add(new Entry.Batches(step, step, loss, loss, loss, 0.1));
        }
        try (Lens lens = Lens.runs(0, Map.of("long", journal))) {
            show(lens);
            browser.await("document.body.dataset.steps >= 60000");
            // the spike is there, though most of its neighbours are not
            String ask =
                    "import('./trainingCurves.js').then(({ thin }) => { const few = thin(Array.from({ length: 60000 },"
                            + " (_, x) => [x, x === 31234 ? 9 : 1])); return few.length < 1000 && few.some(([, y]) => y === 9); })";
            assertThat(browser.ask(ask)).isEqualTo("true");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** As of a training with a far too high rate, whose units are dead after a few steps. */
    @Test
    void aCurveThatVanishesIsDrawn() throws Exception {
        Journal journal = new Journal();
        journal.add(new Entry.Begin(0, 100, 1, false, List.of("layer")));
        for (int step = 1; step <= 100; step++) {
            journal.add(new Entry.Batches(step, step, 2.3, 2.3, 2.3, 30));
            double gradient = step < 60 ? 448 * Math.pow(10, -step / 20.0) : 2.71e-41;
            journal.add(new Entry.Probe(
                    step,
                    List.of(new LayerState(10, gradient, 1, gradient / 1000, Optional.empty(), Optional.empty())),
                    List.of()));
        }
        try (Lens lens = Lens.runs(0, Map.of("vanished", journal))) {
            show(lens);
            browser.await("document.querySelector('[data-chart=gradient] canvas') !== null");
            Thread.sleep(400);
            browser.screenshot(PICTURES.resolve("vanished.png"));
            // pixels of a colour, as the curve's are and no axis's
            String coloured =
                    "(canvas => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                            + " let count = 0; for (let i = 0; i < data.length; i += 4) {"
                            + " const rgb = data.slice(i, i + 3); if (data[i + 3] && Math.max(...rgb) - Math.min(...rgb) > 60) count++; }"
                            + " return count; })(document.querySelector('[data-chart=gradient] canvas'))";
            assertThat(Integer.parseInt(browser.ask(coloured))).isGreaterThan(300);
            assertThat(browser.ask(key("gradient", "layer"))).startsWith("2.71e");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aReportShowsTheSameViewsOfflineUnderItsOwnPolicy() throws Exception {
        InlineRuns views = InlineRuns.of(
                "</script><b>run</b>",
                trained(Settings.classification(8).withBatch(16)).all());
        Path report = profile.resolveSibling("report-" + System.nanoTime() + ".html");
        Files.writeString(
                report,
                "<!doctype html><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\""
                        + views.policy()
                        + "\"><style>" + views.style()
                        + "</style><div id=training></div><script type=\"application/json\" id=\"runs\">"
                        + views.data() + "</script><script>" + views.library() + "</script><script>" + views.script()
                        + "</script>");
        browser.look(900, 900, "light");
        browser.open(report.toUri());
        browser.await("document.querySelectorAll('.chart:not([hidden])').length === 9");
        assertThat(browser.ask("document.querySelector('.run button').textContent"))
                .contains("</script><b>run</b>");
        assertThat(browser.complaints()).isEmpty();
        Files.delete(report);
    }

    private static Series trained(Settings settings) {
        try (Watch watch = Watch.of(settings, Blobs.examples())) {
            Trainer.of(settings, watch).fit(Blobs.model(Activation.RELU, 24, 12), Blobs.examples(), Blobs.examples());
            watch.close();
            return watch.series();
        }
    }

    /** What a key tells. */
    private static String key(String chart, String curve) {
        return "[...document.querySelectorAll('[data-chart=" + chart + "] .keys button')]"
                + ".find(key => key.textContent.startsWith('" + curve + "')).lastChild.textContent";
    }

    private static String picture() throws Exception {
        return browser.ask("document.querySelector('[data-chart=loss] canvas').toDataURL()");
    }

    private static void pictures(String name) throws Exception {
        for (String scheme : List.of("light", "dark")) {
            browser.look(1280, 1180, scheme);
            Thread.sleep(400);
            browser.screenshot(PICTURES.resolve(name + "-" + scheme + ".png"));
        }
        browser.look(420, 1100, "light");
        Thread.sleep(400);
        browser.screenshot(PICTURES.resolve(name + "-narrow.png"));
        browser.look(1280, 1100, "light");
    }

    private static void show(Lens lens) throws Exception {
        browser.look(1280, 1100, "light");
        browser.open(lens.address());
        browser.await("document.body !== null && document.body.dataset.steps !== undefined");
    }
}
