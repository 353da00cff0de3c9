package org.chainrule.lens.web;

import java.nio.charset.StandardCharsets;

/**
 * What the server says.
 *
 * @param status of HTTP: 200, 404 …
 * @param type of the body, as {@code text/html}
 */
public record Answer(int status, String type, byte[] body) {
    public static Answer json(byte[] document) {
        return new Answer(200, "application/json; charset=utf-8", document);
    }

    static Answer refusal(int status, String why) {
        return new Answer(status, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
