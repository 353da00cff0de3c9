package org.chainrule.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects to work with, made when none is idle. */
final class MatmulPool<T> {
    private final Pool<T> idle = new Pool<>();
    private final Supplier<T> maker;

    MatmulPool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        @Nullable T used = idle.poll();
        return used == null ? maker.get() : used;
    }

    void give(T object) {
        idle.give(object);
    }
}
