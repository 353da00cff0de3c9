package org.chainrule.lens.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A server at 127.0.0.1 that answers from a fixed table of paths. */
public final class WebServer implements AutoCloseable {
    /** Scripts, styles and data are the page's own; nothing else is loaded, and no other page can hold it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** So many may listen to streams at once. */
    private static final int MOST_READERS = 16;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Guard guard;
    private final Map<String, Handler> handlers;
    private final Map<String, EventStream> streams;
    private final Semaphore readers = new Semaphore(MOST_READERS);

    /** Answers a request, given what stands behind its question mark. */
    @FunctionalInterface
    public interface Handler {
        /** @throws BadRequestException if it asks for what is not there */
        Answer answer(Map<String, String> query);
    }

    private WebServer(HttpServer server, Map<String, Handler> handlers, Map<String, EventStream> streams) {
        this.server = server;
        this.guard = new Guard(server.getAddress().getPort());
        this.handlers = Map.copyOf(handlers);
        this.streams = Map.copyOf(streams);
    }

    /**
     * Begins to serve.
     *
     * @param port or 0 for a free one
     * @param handlers by path, without the token
     */
    public static WebServer start(int port, Map<String, Handler> handlers) throws IOException {
        return start(port, handlers, Map.of());
    }

    /**
     * The same, with streams that go on as long as somebody reads.
     *
     * @param streams by path, without the token
     */
    public static WebServer start(int port, Map<String, Handler> handlers, Map<String, EventStream> streams)
            throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        WebServer web = new WebServer(HttpServer.create(new InetSocketAddress(here, port), 0), handlers, streams);
        web.server.setExecutor(web.executor);
        web.server.createContext("/", web::serve);
        web.server.start();
        return web;
    }

    /** Where the page is, with the token. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + guard.prefix());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Answer> refusal = guard.refusal(exchange);
            @Nullable EventStream stream = refusal.isPresent() ? null : streams.get(path(exchange));
            if (stream != null) {
                stream(exchange, stream);
            } else {
                send(exchange, refusal.orElseGet(() -> answer(exchange)));
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        begin(exchange, answer.status(), answer.type(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.body());
        }
    }

    /** @param length of the body, −1 for none and 0 for one whose length nobody knows */
    private static void begin(HttpExchange exchange, int status, String type, long length) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, length);
    }

    private void stream(HttpExchange exchange, EventStream stream) throws IOException {
        if (!readers.tryAcquire()) {
            send(exchange, Answer.refusal(503, "too many pages are open; close one"));
            return;
        }
        try {
            begin(exchange, 200, "text/event-stream; charset=utf-8", 0);
            Optional<String> last =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
            stream.tell(last, new Events(exchange.getResponseBody()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.release();
        }
    }

    private String path(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().substring(guard.prefix().length());
    }

    private Answer answer(HttpExchange exchange) {
        try {
            return Optional.ofNullable(handlers.get(path(exchange)))
                    .map(handler -> handler.answer(query(exchange.getRequestURI())))
                    .orElseGet(() -> Answer.refusal(404, "there is no such page"));
        } catch (BadRequestException e) {
            return Answer.refusal(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Answer.refusal(500, e.toString());
        }
    }

    private static Map<String, String> query(URI asked) {
        Map<String, String> query = new HashMap<>();
        for (String part : Optional.ofNullable(asked.getRawQuery()).orElse("").split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("what stands behind the question mark cannot be read");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
