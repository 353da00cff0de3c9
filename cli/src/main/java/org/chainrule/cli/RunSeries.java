package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.cli.console.UserError;
import org.chainrule.lens.series.Series;
import org.chainrule.lens.series.SeriesFile;

/** What was recorded of runs while they trained. */
final class RunSeries {
    /** Its file in a run folder. */
    static final String FILE = "lens.jsonl";

    private RunSeries() {}

    /**
     * The series of some runs, by the names of their folders, or by their paths where two have one name.
     *
     * @throws UserError if one is no run folder
     */
    static Map<String, Series> of(List<Path> folders) {
        Map<String, Series> series = new LinkedHashMap<>();
        long names = folders.stream().map(Path::getFileName).distinct().count();
        for (Path folder : folders) {
            Path file = folder.resolve(FILE);
            if (!Files.isRegularFile(file)) {
                throw new UserError(missing(folder));
            }
            series.put(names == folders.size() ? name(folder) : folder.toString(), SeriesFile.at(file));
        }
        return series;
    }

    private static String missing(Path folder) {
        if (Files.exists(folder.resolve(SavedRun.CONFIGURATION))) {
            return folder + " holds no " + FILE + ": nothing was recorded while it trained";
        }
        List<String> runs = runsIn(folder);
        return folder + " is no run folder, which train writes"
                + (runs.isEmpty() ? "" : "; in it there is " + String.join(", ", runs));
    }

    private static List<String> runsIn(Path folder) {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(run -> Files.isRegularFile(run.resolve(FILE)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What a run is called that lies in a folder. */
    static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
}
