package org.chainrule.memory;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects to work with, made when none is idle. */
public final class Spares<T> {
    private final Pool<T> idle = new Pool<>();
    private final Supplier<T> maker;

    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    public T take() {
        @Nullable T used = idle.poll();
        return used == null ? maker.get() : used;
    }

    public void give(T object) {
        idle.give(object);
    }
}
