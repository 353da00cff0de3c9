package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.chainrule.cli.chart.Chart;
import org.chainrule.cli.chart.ChartFile;
import org.chainrule.cli.chart.Curve;
import org.chainrule.cli.chart.Scale;
import org.chainrule.cli.chart.TextChart;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Draws charts where a command was told to. */
final class ChartOutput {
    /** What the axis and its numbers take. */
    private static final int MARGIN = 12;

    private static final int LEAST_COLUMNS = 20;
    private static final int ROWS = 12;

    private ChartOutput() {}

    /** Draws a curve in the terminal. */
    static void show(Terminal terminal, Scale across, Scale up, Curve curve) {
        int columns = Math.max(LEAST_COLUMNS, Math.min(terminal.columns(), Terminal.USUAL_COLUMNS) - MARGIN);
        TextChart.lines(across, up, curve, columns, ROWS, terminal.blocks()).forEach(terminal::line);
    }

    /** Draws a chart into a file, and tells so. */
    static void save(Terminal terminal, Chart chart, Path file) {
        try {
            // the option's reader has let no other ending through
            ChartFile.of(file).orElseThrow().write(chart, file);
        } catch (IOException e) {
            throw UserError.of(file + " cannot be written", e);
        }
        terminal.line("saved " + file);
    }

    /** Reads the name of a picture's file. */
    static final class FileReader implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path file = Path.of(text);
            if (ChartFile.of(file).isEmpty()) {
                throw new TypeConversionException("'" + text + "' ends neither in .svg nor in .png");
            }
            return file;
        }
    }
}
