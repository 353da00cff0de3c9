package org.chainrule.lens;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.chainrule.data.Json;

/** A headless Chromium, told what to do by the Chrome DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final int SECONDS = 20;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Map<?, ?>>> awaited = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    private Browser(Process process, Path profile) throws Exception {
        this.process = process;
        Path port = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException("the browser does not answer");
            }
            Thread.sleep(20);
        }
        HttpRequest tab = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String address = Json.read(http.send(tab, BodyHandlers.ofString()).body())
                .get("webSocketDebuggerUrl")
                .toString();
        this.socket =
                http.newWebSocketBuilder().buildAsync(URI.create(address), this).get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The program, if this machine has one. */
    static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(process, profile);
        } catch (Exception e) {
            process.destroyForcibly().waitFor();
            throw e;
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            Map<String, Object> message = read(text.toString());
            text.setLength(0);
            if (message.get("id") instanceof Long id) {
                awaited.remove(id).complete(message);
            } else if (List.of("Runtime.exceptionThrown", "Log.entryAdded").contains(message.get("method"))) {
                complaints.add(message.toString());
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    /** Nothing is what JSON calls null, of which our reader knows nothing. */
    private static Map<String, Object> read(String message) {
        return Json.read(message.replace(":null", ":\"null\""));
    }

    Map<?, ?> call(String method, Map<String, ?> parameters) throws Exception {
        long id = ids.incrementAndGet();
        CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
        awaited.put(id, answer);
        socket.sendText(Json.of(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(SECONDS, TimeUnit.SECONDS);
        return (Map<?, ?>) answer.get(SECONDS, TimeUnit.SECONDS).get("result");
    }

    void open(URI address) throws Exception {
        call("Page.navigate", Map.of("url", address.toString()));
    }

    /** The value of an expression of JavaScript, as a text. */
    String ask(String expression) throws Exception {
        Map<?, ?> answer = call(
                "Runtime.evaluate",
                Map.of(
                        "expression",
                        "(async () => String(await (" + expression + ")))()",
                        "awaitPromise",
                        true,
                        "returnByValue",
                        true));
        return ((Map<?, ?>) answer.get("result")).get("value") + "";
    }

    void await(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!ask(condition).equals("true")) {
            if (System.nanoTime() > end) {
                throw new AssertionError(condition + " does not come true; the page says " + complaints);
            }
            Thread.sleep(20);
        }
    }

    void look(int width, int height, String scheme) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(Path file) throws Exception {
        Map<?, ?> answer = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(answer.get("data").toString()));
    }

    /** Errors in the console. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Leaves the page, and forgets what it complained of. */
    void leave() throws Exception {
        open(URI.create("about:blank"));
        await("location.href === 'about:blank'");
        complaints.clear();
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        http.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
