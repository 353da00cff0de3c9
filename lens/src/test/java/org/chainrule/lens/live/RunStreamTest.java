package org.chainrule.lens.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.Journal;
import org.chainrule.lens.web.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream, read as a browser does. */
class RunStreamTest {
    private final Journal journal = new Journal();
    private final List<HttpURLConnection> open = new ArrayList<>();
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(0, Map.of(), Map.of("runs", new RunStream(Map.of("a", journal))));
    }

    @AfterEach
    void stop() {
        open.forEach(HttpURLConnection::disconnect);
        server.close();
    }

    @Test
    void whoComesBackHearsWhatCameMeanwhileAndNothingTwice() throws IOException {
        journal.add(batch(1));
        journal.add(batch(2));
        List<String> first = events("", 2);
        assertThat(first.getFirst()).contains("{\"runs\":[\"a\"]}");
        assertThat(first.getLast()).startsWith("id: 2").contains("\"step\":1", "\"step\":2");
        journal.add(batch(3));
        assertThat(events("2", 2).getLast())
                .startsWith("id: 3")
                .contains("\"from\":2", "\"step\":3")
                .doesNotContain("\"step\":2");
    }

    @Test
    void anIdThatIsNoneBeginsFromTheStart() throws IOException {
        journal.add(batch(1));
        for (String id : List.of("x", "1,1", "-1", "99")) {
            assertThat(events(id, 2).getLast()).contains("\"from\":0", "\"step\":1");
        }
    }

    @Test
    void onlySoManyListenAtOnce() throws IOException {
        for (int i = 0; i < 16; i++) {
            assertThat(connect("").getResponseCode()).isEqualTo(200);
        }
        assertThat(connect("").getResponseCode()).isEqualTo(503);
    }

    @Test
    void withoutTheTokenNothingIsTold() throws IOException {
        URI elsewhere = server.address().resolve("/wrong-token-wrong-token-/runs");
        assertThat(((HttpURLConnection) elsewhere.toURL().openConnection()).getResponseCode())
                .isEqualTo(403);
        URI longer = URI.create(server.address() + "runs?" + "x".repeat(20_000));
        assertThat(((HttpURLConnection) longer.toURL().openConnection()).getResponseCode())
                .isEqualTo(414);
    }

    private static Entry batch(long step) {
        return new Entry.Batches(step, step, 1, 1, 1, 0.1);
    }

    private HttpURLConnection connect(String last) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(server.address() + "runs").toURL().openConnection();
        connection.setReadTimeout(10_000);
        if (!last.isEmpty()) {
            connection.setRequestProperty("Last-Event-ID", last);
        }
        open.add(connection);
        return connection;
    }

    private List<String> events(String last, int count) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connect(last).getInputStream(), StandardCharsets.UTF_8));
        List<String> events = new ArrayList<>();
        while (events.size() < count) {
            String id = in.readLine();
            events.add(id + "\n" + in.readLine());
            in.readLine();
        }
        return events;
    }
}
