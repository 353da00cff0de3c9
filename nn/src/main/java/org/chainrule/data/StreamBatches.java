package org.chainrule.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Examples in batches, the first ones passed over. */
final class StreamBatches implements Iterator<Batch> {
    private final Iterator<Example> examples;
    private final int size;
    private int skipped;

    StreamBatches(Iterator<Example> examples, int size, int skipped) {
        this.examples = examples;
        this.size = size;
        this.skipped = skipped;
    }

    @Override
    public boolean hasNext() {
        for (; skipped > 0; skipped--) {
            taken();
        }
        return examples.hasNext();
    }

    @Override
    public Batch next() {
        return Example.batch(taken());
    }

    private List<Example> taken() {
        List<Example> taken = new ArrayList<>();
        while (taken.size() < size && examples.hasNext()) {
            taken.add(examples.next());
        }
        return taken;
    }
}
