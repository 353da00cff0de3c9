package org.chainrule.lens.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the page, which lie beside the classes. Only these are served, so that no path leads elsewhere. */
public final class Page {
    private static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "arena.js",
            "camera.js",
            "card.js",
            "detail.js",
            "dom.js",
            "equation.js",
            "graph.js",
            "kernels.js",
            "main.js",
            "neuron.js",
            "numbers.js",
            "routes.js",
            "steps.js",
            "training.html",
            "training.css",
            "trainingChart.js",
            "trainingCurves.js",
            "trainingHealth.js",
            "trainingHeat.js",
            "trainingLive.js",
            "trainingReport.js",
            "trainingRuns.js",
            "trainingViews.js",
            "uplot/uPlot.iife.min.js",
            "uplot/uPlot.min.css");

    private Page() {}

    /** For each file what answers with it; the empty path is the page itself. */
    public static Map<String, WebServer.Handler> handlers() {
        Map<String, WebServer.Handler> handlers = new LinkedHashMap<>();
        for (String file : FILES) {
            handlers.put(file.equals("index.html") ? "" : file, query -> answer(file));
        }
        return handlers;
    }

    private static Answer answer(String file) {
        return new Answer(200, type(file) + "; charset=utf-8", read(file));
    }

    /** One of the files, for pages that are not served. */
    public static String text(String file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    private static byte[] read(String file) {
        try (InputStream in = Page.class.getResourceAsStream("/org/chainrule/lens/page/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".html" -> "text/html";
            case ".css" -> "text/css";
            default -> "text/javascript";
        };
    }
}
