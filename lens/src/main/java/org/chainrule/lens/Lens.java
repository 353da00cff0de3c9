package org.chainrule.lens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.data.Json;
import org.chainrule.lens.live.RunStream;
import org.chainrule.lens.series.Series;
import org.chainrule.lens.watch.Watch;
import org.chainrule.lens.web.Answer;
import org.chainrule.lens.web.Page;
import org.chainrule.lens.web.WebServer;

/**
 * Backpropagation to look at, in the browser:
 *
 * <pre>{@code
 * Lens lens = Lens.show(loss, model);     // prints the address of a page
 * }</pre>
 *
 * The page shows the graph of the loss with values and gradients, and plays it forward and backward. It is served at 127.0.0.1 to
 * whoever knows its address, which holds a random word, until the lens is closed or the program ends.
 */
public final class Lens implements AutoCloseable {
    private static final String TRAINING = "training.html";

    private final WebServer server;
    private final String page;

    private Lens(WebServer server, String page) {
        this.server = server;
        this.page = page;
    }

    /** Shows a loss, one floating number, and prints the address of its page. */
    public static Lens show(Tensor loss) {
        return show(loss, List.of());
    }

    /**
     * The same, with the tensors of a model by their names, and not what they were made of.
     *
     * @param model a record, list or map of tensors
     */
    public static Lens show(Tensor loss, Object model) {
        return printed(() -> show(loss, model, 0));
    }

    /**
     * Shows a training as it goes on, and prints the address of its page:
     *
     * <pre>{@code
     * Watch watch = Watch.of(settings, training);
     * Lens.show(watch);
     * Trainer.of(settings, watch).fit(model, training, validation);
     * }</pre>
     */
    public static Lens show(Watch watch) {
        return printed(() -> runs(0, Map.of("training", watch.series())));
    }

    /**
     * Shows several trainings beside each other, those that are under way and those that have ended.
     *
     * @param port or 0 for a free one
     * @param runs by their names, in the order to show them
     * @throws IOException if the port is taken
     */
    public static Lens runs(int port, Map<String, Series> runs) throws IOException {
        return new Lens(
                WebServer.start(port, handlers(Optional.empty()), Map.of("runs", new RunStream(runs))), TRAINING);
    }

    private interface Opening {
        Lens open() throws IOException;
    }

    private static Lens printed(Opening opening) {
        try {
            Lens lens = opening.open();
            System.out.println("the lens is open at " + lens.address());
            return lens;
        } catch (IOException e) {
            throw new UncheckedIOException("the lens cannot listen at 127.0.0.1", e);
        }
    }

    /**
     * The same at a port of one's choice; nothing is printed.
     *
     * @param port or 0 for a free one
     * @throws IOException if the port is taken
     */
    public static Lens show(Tensor loss, Object model, int port) throws IOException {
        return open(port, Optional.of(new GraphPage(loss, model)));
    }

    /**
     * Shows a neuron, to learn on.
     *
     * @param port or 0 for a free one
     * @throws IOException if the port is taken
     */
    public static Lens neuron(int port) throws IOException {
        return open(port, Optional.empty());
    }

    private static Lens open(int port, Optional<GraphPage> graph) throws IOException {
        return new Lens(WebServer.start(port, handlers(graph)), "");
    }

    private static Map<String, WebServer.Handler> handlers(Optional<GraphPage> graph) {
        Map<String, WebServer.Handler> handlers = new HashMap<>(Page.handlers());
        handlers.put("neuron.json", query -> Answer.json(bytes(NeuronView.of(query))));
        handlers.put("contents.json", query -> Answer.json(bytes(Map.of("graph", graph.isPresent()))));
        graph.ifPresent(page -> handlers.putAll(page.handlers()));
        return handlers;
    }

    static byte[] bytes(Map<String, ?> document) {
        return Json.of(document).getBytes(StandardCharsets.UTF_8);
    }

    /** Where the page is; whoever knows it can read it, on this machine alone. */
    public URI address() {
        return server.address().resolve(page);
    }

    @Override
    public void close() {
        server.close();
    }
}
