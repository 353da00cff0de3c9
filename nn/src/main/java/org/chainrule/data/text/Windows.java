package org.chainrule.data.text;

import java.util.Arrays;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;

/** Whole windows of a text side by side. */
record Windows(Corpus corpus, int length) implements Dataset {
    Windows {
        Arguments.count("the length of a window", length);
    }

    @Override
    public int size() {
        return Math.max(0, corpus.size() - 1) / length;
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        return corpus.batch(
                length, Arrays.stream(numbers).map(number -> number * length).toArray());
    }
}
