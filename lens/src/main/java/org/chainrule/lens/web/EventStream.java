package org.chainrule.lens.web;

import java.io.IOException;
import java.util.Optional;

/** What tells a reader as things happen, until the reader goes. */
@FunctionalInterface
public interface EventStream {
    /**
     * Tells, in a thread of its own.
     *
     * @param last what the reader heard last before it was cut off
     * @throws IOException if the reader has gone
     * @throws InterruptedException if the server ends
     */
    void tell(Optional<String> last, Events events) throws IOException, InterruptedException;
}
