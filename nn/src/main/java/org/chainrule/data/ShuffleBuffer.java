package org.chainrule.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** A stream in a random order, by a buffer. */
final class ShuffleBuffer implements Iterator<Example> {
    private final Iterator<Example> stream;
    private final int size;
    private final SplittableRandom random;
    private final List<Example> buffer = new ArrayList<>();

    ShuffleBuffer(Iterator<Example> stream, int size, SplittableRandom random) {
        this.stream = stream;
        this.size = size;
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return !buffer.isEmpty() || stream.hasNext();
    }

    @Override
    public Example next() {
        while (buffer.size() < size && stream.hasNext()) {
            buffer.add(stream.next());
        }
        if (buffer.isEmpty()) {
            throw new NoSuchElementException("the stream is at its end");
        }
        int drawn = random.nextInt(buffer.size());
        Example taken = buffer.get(drawn);
        Example last = buffer.removeLast();
        if (drawn < buffer.size()) {
            buffer.set(drawn, last);
        }
        return taken;
    }
}
