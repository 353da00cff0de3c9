package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.lens.Lens;
import org.chainrule.lens.series.SeriesFile;

/** The page that shows a run while it trains, if it was asked for. */
record LivePage(Optional<Lens> lens) implements AutoCloseable {
    /**
     * Opens the page, and tells its address.
     *
     * @param series the file of the run's series, which need not exist yet
     */
    static LivePage of(boolean isWanted, Path series, Terminal terminal) {
        if (!isWanted) {
            return new LivePage(Optional.empty());
        }
        try {
            Path run = series.resolveSibling("");
            Lens lens = Lens.runs(0, Map.of(RunSeries.name(run), SeriesFile.at(series)));
            terminal.line("open " + lens.address() + " in a browser to look on");
            return new LivePage(Optional.of(lens));
        } catch (IOException e) {
            throw new UserError("cannot listen at 127.0.0.1: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        lens.ifPresent(Lens::close);
    }
}
