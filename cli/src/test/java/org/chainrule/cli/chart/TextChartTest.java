package org.chainrule.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TextChartTest {
    private static final Scale ACROSS = Scale.linear("step");
    private static final Scale UP = Scale.linear("rate");

    private static List<Double> values(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static List<String> stars(Scale up, Curve curve) {
        return TextChart.lines(ACROSS, up, curve, 9, 5, false);
    }

    @Test
    void aLineGoesFromCornerToCorner() {
        assertThat(stars(UP, Curve.line("", values(0, 8), values(0, 4))))
                .containsExactly(
                        "rate",
                        "4 |       **",
                        "  |     **",
                        "  |    *",
                        "  |  **",
                        "0 |**",
                        "  +---------",
                        "   0 step  8");
    }

    @Test
    void brailleHasEightDotsACharacter() {
        Curve curve = Curve.line("", values(0, 3), values(0, 7));
        assertThat(TextChart.lines(ACROSS, UP, curve, 2, 2, true).subList(1, 3)).containsExactly("7 │⠀⡜", "0 │⡜⠁");
    }

    @Test
    void onALogarithmicAxisPowersAreEvenlyFarApart() {
        List<String> lines = stars(Scale.logarithmic("loss"), Curve.line("", values(0, 4, 8), values(1, 1e-2, 1e-4)));
        assertThat(lines.get(1)).startsWith("       1 |*");
        assertThat(lines.get(3)).contains("*");
        assertThat(lines.get(3).indexOf('*')).isBetween(13, 15);
        assertThat(lines.get(5)).startsWith("1.00e-04 |").endsWith("*");
    }

    @Test
    void whatHasNoPlaceIsLeftOut() {
        Curve broken = Curve.line("", values(0, 1, 2, 3), values(1, Double.NaN, Double.POSITIVE_INFINITY, 1));
        assertThat(stars(UP, broken)).contains("  |*********");
        assertThat(stars(Scale.logarithmic("loss"), Curve.line("", values(1, 2), values(0, -1))))
                .containsExactly("loss: nothing to draw");
        assertThat(stars(UP, Curve.line("", List.of(), List.of()))).containsExactly("rate: nothing to draw");
    }

    @Test
    void numbersHaveThreeDigits() {
        assertThat(List.of(
                        TextChart.label(0),
                        TextChart.label(0.01),
                        TextChart.label(1234.5),
                        TextChart.label(4e-9),
                        TextChart.label(-2.5e7),
                        TextChart.label(1000)))
                .containsExactly("0", "0.01", "1230", "4.00e-09", "-2.50e+07", "1000");
    }
}
