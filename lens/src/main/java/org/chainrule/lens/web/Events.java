package org.chainrule.lens.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The way to one reader, as server-sent events. */
public final class Events {
    private final OutputStream out;

    Events(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends an event.
     *
     * @param id what the reader, if it is cut off, comes back with
     * @param data one line
     */
    public void send(String id, String data) throws IOException {
        write("id: " + id + "\ndata: " + data + "\n\n");
    }

    /** Sends nothing, to learn whether the reader is still there. */
    public void beat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
