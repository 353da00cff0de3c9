package org.chainrule.lens.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.lens.health.Health;
import org.chainrule.lens.health.Hint;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.EntryJson;
import org.chainrule.lens.series.Series;

/** A run with a name, and what its health is like by now. */
final class Run {
    private final String name;
    private final Series series;
    private Health health = new Health();
    private int looked;

    Run(String name, Series series) {
        this.name = name;
        this.series = series;
    }

    String name() {
        return name;
    }

    Series series() {
        return series;
    }

    /** What is wrong by now. */
    synchronized List<Map<String, Object>> hints() {
        int size = series.size();
        if (size < looked) {
            health = new Health();
            looked = 0;
        }
        series.entries(looked, size).forEach(health::add);
        looked = size;
        return documents(health.hints());
    }

    static List<Map<String, Object>> documents(List<Hint> hints) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Hint hint : hints) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("title", hint.kind().title());
            document.put("where", hint.where());
            document.put("since", hint.since());
            document.put("until", hint.until());
            document.put("evidence", hint.evidence());
            document.put("advice", hint.kind().advice());
            documents.add(document);
        }
        return documents;
    }

    static List<Map<String, Object>> views(List<Entry> entries) {
        return entries.stream().map(EntryJson::of).toList();
    }
}
