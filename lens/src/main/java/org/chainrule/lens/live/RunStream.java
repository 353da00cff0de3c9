package org.chainrule.lens.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.data.Json;
import org.chainrule.lens.series.Series;
import org.chainrule.lens.web.EventStream;
import org.chainrule.lens.web.Events;

/**
 * Tells a page of some runs, as their series grow. An event's id says how many entries of each run the page has then: one that was cut
 * off comes back with it, and goes on without a gap.
 */
public final class RunStream implements EventStream {
    private static final int ENTRIES = 500;
    private static final int PAUSE_MILLIS = 200;
    private static final int BEAT_PAUSES = 25;

    private final List<Run> runs;

    /** @param runs by their names, in the order to show them */
    public RunStream(Map<String, Series> runs) {
        this.runs = runs.entrySet().stream()
                .map(run -> new Run(run.getKey(), run.getValue()))
                .toList();
    }

    @Override
    public void tell(Optional<String> last, Events events) throws IOException, InterruptedException {
        int[] told = told(last.orElse(""));
        events.send(
                id(told), Json.line(Map.of("runs", runs.stream().map(Run::name).toList())));
        for (int idle = 0; ; ) {
            if (tellMore(told, events)) {
                idle = 0;
            } else {
                Thread.sleep(PAUSE_MILLIS);
                if (++idle % BEAT_PAUSES == 0) {
                    events.beat();
                }
            }
        }
    }

    private boolean tellMore(int[] told, Events events) throws IOException {
        boolean any = false;
        for (int i = 0; i < told.length; i++) {
            Run run = runs.get(i);
            int size = run.series().size();
            int from = told[i] > size ? 0 : told[i];
            if (size > from) {
                int to = Math.min(size, from + ENTRIES);
                told[i] = to;
                events.send(
                        id(told),
                        Json.line(Map.of(
                                "run",
                                i,
                                "from",
                                from,
                                "entries",
                                Run.views(run.series().entries(from, to)),
                                "hints",
                                to == size ? run.hints() : List.of())));
                any = true;
            }
        }
        return any;
    }

    private static String id(int[] told) {
        return Arrays.stream(told).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    /** What a page has; nothing if it says what is no id of these runs. */
    private int[] told(String id) {
        List<Integer> counts = new ArrayList<>();
        for (String part : id.split(",", runs.size() + 1)) {
            if (part.matches("\\d{1,9}")) {
                counts.add(Integer.parseInt(part));
            }
        }
        return IntStream.range(0, runs.size())
                .map(i -> counts.size() == runs.size() ? counts.get(i) : 0)
                .toArray();
    }
}
