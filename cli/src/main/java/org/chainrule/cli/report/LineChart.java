package org.chainrule.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A chart of curves over the epochs, as SVG that takes its colours from the style sheet. */
final class LineChart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 290;
    private static final int LEFT = 52;
    private static final int RIGHT = WIDTH - 14;
    private static final int TOP = 34;
    private static final int BOTTOM = HEIGHT - 42;

    private final String title;
    private final DoubleFunction<String> format;
    private final List<Curve> curves;
    private final Axis across;
    private final Axis up;

    private LineChart(String title, DoubleFunction<String> format, List<Curve> curves) {
        this.title = title;
        this.format = format;
        this.curves = curves;
        double[] all = curves.stream()
                .flatMapToDouble(curve -> curve.points().stream().mapToDouble(Double::doubleValue))
                .filter(Double::isFinite)
                .toArray();
        double smallest =
                all.length == 0 ? 0 : java.util.Arrays.stream(all).min().getAsDouble();
        double largest =
                all.length == 0 ? 1 : java.util.Arrays.stream(all).max().getAsDouble();
        int epochs =
                curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(1);
        this.across = Axis.counting(Math.max(1, epochs), 8, LEFT, RIGHT - 6);
        this.up = Axis.around(smallest, largest, 5, BOTTOM, TOP);
    }

    /** One line of the chart: its name, its class in the style sheet, a value for each epoch. */
    record Curve(String name, String style, List<Double> points) {}

    /** The chart of some curves; the format is for the values that appear when pointing at them. */
    static Markup of(String title, DoubleFunction<String> format, List<Curve> curves) {
        return new LineChart(title, format, curves).draw();
    }

    private Markup draw() {
        List<Markup> parts = new ArrayList<>();
        for (double tick : up.ticks()) {
            String y = pixel(up.pixel(tick));
            parts.add(Markup.of("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", LEFT, RIGHT, y, y));
            parts.add(Markup.of(
                    "<text class=\"tick\" x=\"{}\" y=\"{}\" dy=\"0.32em\" text-anchor=\"end\">{}</text>",
                    LEFT - 8,
                    y,
                    up.label(tick)));
        }
        for (double tick : across.ticks()) {
            parts.add(Markup.of(
                    "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                    pixel(across.pixel(tick)),
                    BOTTOM + 18,
                    across.label(tick)));
        }
        parts.add(Markup.of(
                "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">epoch</text>",
                (LEFT + RIGHT) / 2,
                BOTTOM + 36));
        curves.forEach(curve -> parts.add(line(curve)));
        parts.add(legend());
        return Markup.of("""
                <figure class="chart"><figcaption>{}</figcaption>
                <svg viewBox="0 0 {} {}" role="img" aria-label="{}">
                {}
                </svg></figure>
                """, title, WIDTH, HEIGHT, title + " by epoch", Markup.join(parts));
    }

    private Markup line(Curve curve) {
        StringBuilder path = new StringBuilder();
        List<Markup> marks = new ArrayList<>();
        boolean pen = false;
        for (int i = 0; i < curve.points().size(); i++) {
            double value = curve.points().get(i);
            if (!Double.isFinite(value)) {
                pen = false;
                continue;
            }
            String x = pixel(across.pixel(i + 1));
            String y = pixel(up.pixel(value));
            path.append(pen ? "L" : "M").append(x).append(' ').append(y);
            pen = true;
            marks.add(Markup.of(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"4\"><title>{}</title></circle>",
                    x,
                    y,
                    curve.name() + ", epoch " + (i + 1) + ": " + format.apply(value)));
        }
        return Markup.of("<g class=\"{}\"><path d=\"{}\"/>{}</g>", curve.style(), path, Markup.join(marks));
    }

    private Markup legend() {
        List<Markup> entries = new ArrayList<>();
        int x = LEFT;
        for (Curve curve : curves) {
            entries.add(Markup.of("""
                    <g class="{}"><path d="M{} 14h26"/><circle cx="{}" cy="14" r="4"/></g>
                    <text class="key" x="{}" y="14" dy="0.34em">{}</text>
                    """, curve.style(), x, x + 13, x + 33, curve.name()));
            x += 60 + 8 * curve.name().length();
        }
        return Markup.join(entries);
    }

    private static String pixel(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
