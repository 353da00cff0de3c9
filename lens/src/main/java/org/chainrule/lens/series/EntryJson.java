package org.chainrule.lens.series;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.data.Json;
import org.chainrule.train.Score;

/** Entries as JSON, one a line: in files, on the way to the page and in reports. */
public final class EntryJson {
    private static final MathContext DIGITS = new MathContext(6);

    private EntryJson() {}

    /** An entry in one line. */
    public static String line(Entry entry) {
        return Json.line(of(entry));
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Entry read(String line) {
        return entry(new Fields(Json.read(line)));
    }

    /** An entry as a document; its numbers have six digits. */
    public static Map<String, Object> of(Entry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", kind(entry));
        view.put("step", entry.step());
        switch (entry) {
            case Entry.Begin begin -> {
                view.put("batches", begin.batches());
                view.put("epochs", begin.epochs());
                view.put("classifies", begin.classifies());
                view.put("layers", begin.layers());
            }
            case Entry.Batches batches -> {
                view.put("first", batches.first());
                view.put("loss", digits(batches.loss()));
                view.put("least", digits(batches.least()));
                view.put("largest", digits(batches.largest()));
                view.put("rate", digits(batches.rate()));
            }
            case Entry.Epoch epoch -> {
                view.put("epoch", epoch.epoch());
                view.put("rate", digits(epoch.rate()));
                view.put("training", score(epoch.training()));
                view.put("validation", score(epoch.validation()));
                view.put("seconds", digits(epoch.seconds()));
            }
            case Entry.Probe probe -> {
                view.put("layers", probe.layers().stream().map(EntryJson::layer).toList());
                view.put("units", probe.units().stream().map(EntryJson::units).toList());
            }
            case Entry.End end -> view.put("outcome", name(end.outcome()));
        }
        return view;
    }

    private static String kind(Entry entry) {
        return switch (entry) {
            case Entry.Begin begin -> "begin";
            case Entry.Batches batches -> "batches";
            case Entry.Epoch epoch -> "epoch";
            case Entry.Probe probe -> "probe";
            case Entry.End end -> "end";
        };
    }

    private static Entry entry(Fields fields) {
        long step = fields.whole("step");
        return switch (fields.text("kind")) {
            case "begin" ->
                new Entry.Begin(
                        step,
                        fields.count("batches"),
                        fields.count("epochs"),
                        fields.flag("classifies"),
                        fields.texts("layers"));
            case "batches" ->
                new Entry.Batches(
                        fields.whole("first"),
                        step,
                        fields.number("loss"),
                        fields.number("least"),
                        fields.number("largest"),
                        fields.number("rate"));
            case "epoch" ->
                new Entry.Epoch(
                        fields.count("epoch"),
                        step,
                        fields.number("rate"),
                        score(fields.part("training")),
                        score(fields.part("validation")),
                        fields.number("seconds"));
            case "probe" ->
                new Entry.Probe(
                        step,
                        fields.parts("layers").map(EntryJson::layer).toList(),
                        fields.parts("units").map(EntryJson::units).toList());
            case "end" ->
                new Entry.End(step, Entry.Outcome.valueOf(fields.text("outcome").toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException("is no entry of a training: " + fields.text("kind"));
        };
    }

    private static Map<String, Object> score(Score score) {
        return Map.of("loss", digits(score.loss()), "accuracy", digits(score.accuracy()));
    }

    private static Score score(Fields fields) {
        return new Score(fields.number("loss"), fields.number("accuracy"));
    }

    private static Map<String, Object> layer(LayerState layer) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("parameters", layer.parameters());
        view.put("gradient", digits(layer.gradient()));
        view.put("weight", digits(layer.weight()));
        view.put("ratio", digits(layer.ratio()));
        layer.weights().ifPresent(histogram -> view.put("weights", histogram(histogram)));
        layer.gradients().ifPresent(histogram -> view.put("gradients", histogram(histogram)));
        return view;
    }

    private static LayerState layer(Fields fields) {
        return new LayerState(
                fields.whole("parameters"),
                fields.number("gradient"),
                fields.number("weight"),
                fields.number("ratio"),
                histogram(fields, "weights"),
                histogram(fields, "gradients"));
    }

    private static Map<String, Object> histogram(Histogram histogram) {
        return Map.of("low", digits(histogram.low()), "high", digits(histogram.high()), "counts", histogram.counts());
    }

    private static Optional<Histogram> histogram(Fields fields, String name) {
        return fields.has(name)
                ? Optional.of(new Histogram(
                        fields.part(name).number("low"),
                        fields.part(name).number("high"),
                        fields.part(name).counts("counts")))
                : Optional.empty();
    }

    private static Map<String, Object> units(Units units) {
        return Map.of(
                "after", units.after(), "dead", units.dead(), "count", units.count(), "examples", units.examples());
    }

    private static Units units(Fields fields) {
        return new Units(fields.text("after"), fields.count("dead"), fields.count("count"), fields.count("examples"));
    }

    private static double digits(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
    }

    private static String name(Entry.Outcome outcome) {
        return outcome.toString().toLowerCase(Locale.ROOT);
    }
}
