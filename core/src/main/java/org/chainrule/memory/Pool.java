package org.chainrule.memory;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Objects that wait to be used again, by any number of threads. Allocates nothing; what finds no room is left to the collector. */
public final class Pool<T> {
    private static final int KEPT = 16;

    private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(KEPT);

    /** One of them, which is the caller's until it is given back; null if there is none. */
    public @Nullable T poll() {
        for (int i = 0; i < KEPT; i++) {
            if (kept.get(i) != null) {
                T object = kept.getAndSet(i, null);
                if (object != null) {
                    return object;
                }
            }
        }
        return null;
    }

    public void give(T object) {
        for (int i = 0; i < KEPT; i++) {
            if (kept.get(i) == null && kept.compareAndSet(i, null, object)) {
                return;
            }
        }
    }
}
