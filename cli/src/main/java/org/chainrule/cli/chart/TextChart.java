package org.chainrule.cli.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Curves as characters: of braille, whose dots are two across and four down, or stars where these cannot be written. */
public final class TextChart {
    /** The bit of each dot of a braille character, row after row. */
    private static final int[] BITS = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};

    private static final int BRAILLE = 0x2800;

    private final Scale across;
    private final Scale up;
    private final Curve curve;
    private final int columns;
    private final int rows;
    private final boolean braille;
    private final boolean[][] dots;

    private TextChart(Scale across, Scale up, Curve curve, int columns, int rows, boolean braille) {
        this.across = across;
        this.up = up;
        this.curve = curve.on(across, up);
        this.columns = columns;
        this.rows = rows;
        this.braille = braille;
        this.dots = new boolean[braille ? 4 * rows : rows][braille ? 2 * columns : columns];
    }

    /**
     * A curve with its axes.
     *
     * @param columns of characters for the curve, from 2 on
     * @param rows of characters for the curve, from 2 on
     */
    public static List<String> lines(Scale across, Scale up, Curve curve, int columns, int rows, boolean braille) {
        return new TextChart(across, up, curve, columns, rows, braille).lines();
    }

    private List<String> lines() {
        if (curve.x().isEmpty()) {
            return List.of(up.name() + ": nothing to draw");
        }
        double left = extreme(curve.x(), Math::min);
        double right = extreme(curve.x(), Math::max);
        double low = extreme(curve.y(), Math::min);
        double high = extreme(curve.y(), Math::max);
        draw(x -> across.share(x, left, right), y -> up.share(y, low, high));
        String bottom = label(low);
        String top = label(high);
        int margin = Math.max(top.length(), bottom.length());
        List<String> lines = new ArrayList<>(List.of(up.name()));
        for (int row = 0; row < rows; row++) {
            String label = row == 0 ? top : row == rows - 1 ? bottom : "";
            lines.add(" ".repeat(margin - label.length()) + label + (braille ? " │" : " |") + row(row));
        }
        String from = label(left);
        String to = label(right);
        lines.add(" ".repeat(margin + 1) + (braille ? "└" + "─".repeat(columns) : "+" + "-".repeat(columns)));
        int room = Math.max(
                1, columns - from.length() - to.length() - across.name().length());
        lines.add(" ".repeat(margin + 2)
                + from
                + " ".repeat(Math.max(1, room / 2))
                + across.name()
                + " ".repeat(Math.max(1, room - room / 2))
                + to);
        return lines;
    }

    private static double extreme(List<Double> values, java.util.function.BinaryOperator<Double> of) {
        return values.stream().reduce(of).orElseThrow();
    }

    /** Sets the dots of the lines between the points. */
    private void draw(Function<Double, Double> x, Function<Double, Double> y) {
        int wide = dots[0].length - 1;
        int high = dots.length - 1;
        double fromX = x.apply(curve.x().getFirst()) * wide;
        double fromY = (1 - y.apply(curve.y().getFirst())) * high;
        for (int i = 0; i < curve.x().size(); i++) {
            double toX = x.apply(curve.x().get(i)) * wide;
            double toY = (1 - y.apply(curve.y().get(i))) * high;
            int steps = (int) Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))) + 1;
            for (int step = 0; step <= steps; step++) {
                double share = (double) step / steps;
                dots[(int) Math.round(fromY + share * (toY - fromY))][(int) Math.round(fromX + share * (toX - fromX))] =
                        true;
            }
            fromX = toX;
            fromY = toY;
        }
    }

    private String row(int row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            text.append(braille ? cell(row, column) : dots[row][column] ? '*' : ' ');
        }
        return text.toString().stripTrailing();
    }

    private char cell(int row, int column) {
        int bits = 0;
        for (int dot = 0; dot < BITS.length; dot++) {
            bits |= dots[4 * row + dot / 2][2 * column + dot % 2] ? BITS[dot] : 0;
        }
        return (char) (BRAILLE + bits);
    }

    /** A number in three digits. */
    static String label(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        boolean plain = value == 0 || Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
        return plain ? rounded.toPlainString() : String.format(Locale.ROOT, "%.2e", value);
    }
}
