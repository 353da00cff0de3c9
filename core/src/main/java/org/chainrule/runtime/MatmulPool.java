package org.chainrule.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects to work with, used again and again by any number of threads, so that a run allocates nothing. */
final class MatmulPool<T> {
    private static final int KEPT = 16;

    private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(KEPT);
    private final Supplier<T> maker;

    MatmulPool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        for (int i = 0; i < KEPT; i++) {
            if (kept.get(i) != null) {
                T object = kept.getAndSet(i, null);
                if (object != null) {
                    return object;
                }
            }
        }
        return maker.get();
    }

    void give(T object) {
        for (int i = 0; i < KEPT; i++) {
            if (kept.get(i) == null && kept.compareAndSet(i, null, object)) {
                return;
            }
        }
    }
}
