package org.chainrule.lens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(
                0,
                Map.of(
                        "",
                        query -> Answer.json("{\"secret\": 1}".getBytes(StandardCharsets.UTF_8)),
                        "broken",
                        query -> {
                            throw new IllegalStateException("no such kernel");
                        }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoKnowsTheTokenReads() throws Exception {
        assertThat(ask("GET", path(""), host(), ""))
                .startsWith("HTTP/1.1 200")
                .contains("secret", "default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/wrong-token-wrong-token-/", "/%2e%2e/"})
    void whoDoesNotIsRefused(String path) throws Exception {
        assertThat(ask("GET", path, host(), "")).startsWith("HTTP/1.1 403").doesNotContain("secret");
    }

    @Test
    void anotherNameForThisMachineIsRefused() throws Exception {
        assertThat(ask("GET", path(""), "evil.example:" + server.address().getPort(), ""))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1"})
    void anotherSiteIsRefused(String origin) throws Exception {
        assertThat(ask("GET", path(""), host(), "Origin: " + origin + "\r\n")).startsWith("HTTP/1.1 403");
        assertThat(ask("POST", path(""), host(), "Origin: " + origin + "\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "%2e%2e/%2e%2e/etc/passwd",
                "..%2f..%2fetc%2fpasswd",
                "..%5c..%5cetc",
                "./",
                "dagre/../index.html",
                "%00"
            })
    void noPathLeadsElsewhere(String path) throws Exception {
        assertThat(ask("GET", path(path), host(), "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        assertThat(ask("POST", path(""), host(), "Content-Length: 0\r\n")).startsWith("HTTP/1.1 405");
        assertThat(ask("GET", path(""), host(), "Content-Length: 9000000000\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(ask("GET", path(""), host(), "Transfer-Encoding: chunked\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?open=%zz", "?open=%", "?open=%u0041"})
    void whatCannotBeReadIsToldSo(String query) throws Exception {
        assertThat(ask("GET", path(query), host(), ""))
                .matches("(?s)(HTTP/1.1 400.*)?")
                .doesNotContain("secret");
    }

    @Test
    void longAddressesAreRefused() throws Exception {
        assertThat(ask("GET", path("?open=" + "1".repeat(20_000)), host(), "")).startsWith("HTTP/1.1 414");
    }

    @Test
    void aRequestIsReadToALimitAlone() {
        String endless = "X: " + "1".repeat(1 << 20) + "\r\n";
        try {
            assertThat(ask("GET", path(""), host(), endless)).doesNotContain("secret");
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class); // hung up on
        }
    }

    @Test
    void aFailureIsAnswered() throws Exception {
        assertThat(ask("GET", path("broken"), host(), ""))
                .startsWith("HTTP/1.1 500")
                .contains("no such kernel");
    }

    @Test
    void fiftyReadAtOnce() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> client = () -> ask("GET", path(""), host(), "");
            List<Future<String>> answers =
                    clients.invokeAll(Stream.generate(() -> client).limit(50).toList());
            for (Future<String> answer : answers) {
                assertThat(answer.get()).startsWith("HTTP/1.1 200");
            }
        }
    }

    private String path(String below) {
        return server.address().getRawPath() + below;
    }

    private String host() {
        URI address = server.address();
        return address.getHost() + ":" + address.getPort();
    }

    /** By hand: a well-behaved client would not send such requests. */
    private String ask(String method, String path, String host, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(10_000);
            String request =
                    method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            byte[] part = new byte[1024];
            for (int read;
                    !answer.toString().contains("\r\n\r\n")
                            || answer.toString().startsWith("HTTP/1.1 200")
                                    && !answer.toString().contains("}"); ) {
                read = socket.getInputStream().read(part);
                if (read < 0) {
                    break;
                }
                answer.append(new String(part, 0, read, StandardCharsets.US_ASCII));
            }
            return answer.toString();
        }
    }
}
