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
    private final WebServer server;

    private Lens(WebServer server) {
        this.server = server;
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
        try {
            Lens lens = show(loss, model, 0);
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
        Map<String, WebServer.Handler> handlers = new HashMap<>(Page.handlers());
        handlers.put("neuron.json", query -> Answer.json(bytes(NeuronView.of(query))));
        handlers.put("contents.json", query -> Answer.json(bytes(Map.of("graph", graph.isPresent()))));
        graph.ifPresent(page -> handlers.putAll(page.handlers()));
        return new Lens(WebServer.start(port, handlers));
    }

    static byte[] bytes(Map<String, ?> document) {
        return Json.of(document).getBytes(StandardCharsets.UTF_8);
    }

    /** Where the page is; whoever knows it can read it, on this machine alone. */
    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }
}
