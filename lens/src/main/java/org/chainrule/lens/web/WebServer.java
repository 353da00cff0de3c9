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

/** A server at 127.0.0.1 that answers from a fixed table of paths. */
public final class WebServer implements AutoCloseable {
    /** Scripts, styles and data are the page's own; nothing else is loaded, and no other page can hold it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Guard guard;
    private final Map<String, Handler> handlers;

    /** Answers a request, given what stands behind its question mark. */
    @FunctionalInterface
    public interface Handler {
        /** @throws BadRequestException if it asks for what is not there */
        Answer answer(Map<String, String> query);
    }

    private WebServer(HttpServer server, Map<String, Handler> handlers) {
        this.server = server;
        this.guard = new Guard(server.getAddress().getPort());
        this.handlers = Map.copyOf(handlers);
    }

    /**
     * Begins to serve.
     *
     * @param port or 0 for a free one
     * @param handlers by path, without the token
     */
    public static WebServer start(int port, Map<String, Handler> handlers) throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        WebServer web = new WebServer(HttpServer.create(new InetSocketAddress(here, port), 0), handlers);
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
            Answer answer = guard.refusal(exchange).orElseGet(() -> answer(exchange.getRequestURI()));
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer.body());
            }
        }
    }

    private Answer answer(URI asked) {
        String path = asked.getRawPath().substring(guard.prefix().length());
        try {
            return Optional.ofNullable(handlers.get(path))
                    .map(handler -> handler.answer(query(asked)))
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
