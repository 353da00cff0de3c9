package org.chainrule.memory;

import java.lang.ref.WeakReference;

/** Counts collections of garbage, each of which may move arrays, as far as they are noticed here. */
final class GarbageCollections {
    private volatile WeakReference<Object> witness = new WeakReference<>(new Object());
    private volatile int count;

    /** Another number than the last time, if there was a collection since. */
    int count() {
        if (witness.refersTo(null)) {
            another();
        }
        return count;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // under the lock; read without
    private synchronized void another() {
        if (witness.refersTo(null)) {
            // first what may fail
            witness = new WeakReference<>(new Object());
            count++;
        }
    }
}
