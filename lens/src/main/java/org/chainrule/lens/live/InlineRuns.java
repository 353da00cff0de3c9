package org.chainrule.lens.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.data.Json;
import org.chainrule.lens.health.Health;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.Thinned;
import org.chainrule.lens.web.Page;

/**
 * The views of a run for a page that stands alone: what is to be put into it.
 *
 * @param style CSS, which takes its colours from the page: {@code --paper --card --ink --faint --line --accent}
 * @param library a script
 * @param script a script that comes after the library and the data, and fills the elements with {@code data-view}
 * @param data JSON, for a script element of the type application/json with the id {@code runs}
 */
public record InlineRuns(String style, String library, String script, String data) {
    private static final int MOST = 1000;
    private static final String LIBRARY = "uplot/uPlot.iife.min.js";

    /** In this order each knows those before it. */
    private static final List<String> SCRIPTS = List.of(
            "dom.js",
            "numbers.js",
            "trainingRuns.js",
            "trainingChart.js",
            "trainingHeat.js",
            "trainingCurves.js",
            "trainingHealth.js",
            "trainingViews.js",
            "trainingReport.js");

    /** The views of one run. */
    public static InlineRuns of(String name, List<Entry> entries) {
        List<Entry> few = Thinned.of(entries, MOST);
        Map<String, Object> run =
                Map.of("name", name, "entries", Run.views(few), "hints", Run.documents(Health.of(entries)));
        String scripts = SCRIPTS.stream().map(InlineRuns::withoutModules).collect(Collectors.joining("\n"));
        return new InlineRuns(
                Page.text("uplot/uPlot.min.css") + Page.text("training.css"),
                Page.text(LIBRARY),
                "(() => {\n'use strict';\n" + scripts + "})();\n",
                // no text can end the script element that it stands in
                Json.line(Map.of("runs", List.of(run))).replace("<", "\\u003c"));
    }

    /** A policy for the page: these two scripts run, and no other; nothing is loaded. */
    public String policy() {
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src "
                + Stream.of(library, script).map(InlineRuns::hash).collect(Collectors.joining(" "));
    }

    /** One script of several whose names are all different: what they take from each other is simply there. */
    private static String withoutModules(String file) {
        return Page.text(file)
                .replaceAll("(?m)^import .*$", "")
                .replaceAll("(?m)^export (?=const|class|function|async)", "");
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
