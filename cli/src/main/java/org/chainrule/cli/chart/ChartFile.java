package org.chainrule.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts as pictures, by the ending of the file's name. */
public enum ChartFile {
    PNG {
        @Override
        byte[] encoded(XYChart chart) throws IOException {
            return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
        }
    },
    SVG {
        @Override
        byte[] encoded(XYChart chart) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
            String text = bytes.toString(StandardCharsets.UTF_8);
            return LONG.matcher(text).replaceAll("$1").getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int TICK_SPACING = 100;
    private static final int MOST_LABELS = 20;

    /** Hundredths of a pixel are enough. */
    private static final Pattern LONG = Pattern.compile("(\\d\\.\\d\\d)\\d+");

    /** The palette of Okabe and Ito, which the colour-blind can tell apart, and black. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            Color.BLACK);

    /** The kind of a file, if it is one. */
    public static Optional<ChartFile> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(kind -> name.endsWith("." + kind.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Writes a chart, making the folders that it stands in. */
    public void write(Chart chart, Path file) throws IOException {
        byte[] bytes = encoded(drawn(chart));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, bytes);
    }

    abstract byte[] encoded(XYChart chart) throws IOException;

    private static XYChart drawn(Chart chart) {
        XYChart drawn = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(chart.title())
                .xAxisTitle(chart.across().name())
                .yAxisTitle(chart.up().name())
                .build();
        style(drawn.getStyler(), chart);
        // with a formatter of its own an axis has ticks as if it were linear
        if (!chart.across().logarithmic()) {
            drawn.setCustomXAxisTickLabelsFormatter(TextChart::label);
        }
        if (!chart.up().logarithmic()) {
            drawn.setCustomYAxisTickLabelsFormatter(TextChart::label);
        }
        for (Curve curve : chart.curves()) {
            if (!curve.x().isEmpty()) {
                add(drawn, curve);
            }
        }
        return drawn;
    }

    private static void style(XYStyler style, Chart chart) {
        style.setXAxisLogarithmic(chart.across().logarithmic());
        style.setYAxisLogarithmic(chart.up().logarithmic());
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(new Color(0xDDDDDD));
        style.setSeriesColors(COLOURS.toArray(Color[]::new));
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setXAxisTickMarkSpacingHint(TICK_SPACING);
        style.setAxisTickLabelsFont(style.getLegendFont());
        style.setAxisTitleFont(style.getLegendFont());
    }

    /** On the line between the first two. */
    private static List<Double> withOneBetween(List<Double> values) {
        List<Double> more = new ArrayList<>(values);
        more.add(1, (values.get(0) + values.get(1)) / 2);
        return more;
    }

    private static void add(XYChart chart, Curve curve) {
        // equally spaced places are labelled one by one, and many run together: with one more between two they are not
        // equally spaced
        boolean many = curve.x().size() > MOST_LABELS;
        XYSeries series = chart.addSeries(
                curve.name(),
                many ? withOneBetween(curve.x()) : curve.x(),
                many ? withOneBetween(curve.y()) : curve.y());
        switch (curve.kind()) {
            // one point alone draws no line
            case LINE -> series.setMarker(curve.x().size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            case RIGHT -> {
                series.setMarker(SeriesMarkers.NONE);
                series.setLineStyle(
                        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
                series.setYAxisGroup(1);
                chart.setYAxisGroupTitle(1, curve.name());
                chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
            }
            case POINTS -> {
                series.setMarker(SeriesMarkers.DIAMOND);
                series.setLineStyle(new BasicStroke(0));
                series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            }
        }
    }
}
