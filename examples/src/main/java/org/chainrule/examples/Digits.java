package org.chainrule.examples;

import org.chainrule.data.Dataset;
import org.chainrule.data.Mnist;

/** The shipped images of handwritten digits. */
final class Digits {
    private Digits() {}

    /** At most so many to learn from, to watch and to test with. */
    static Mnist first(int most) {
        Mnist all = Mnist.shipped();
        return new Mnist(
                first(all.training(), most),
                first(all.validation(), most),
                first(all.test(), most),
                all.images(),
                all.classes());
    }

    private static Dataset first(Dataset data, int most) {
        return data.range(0, Math.min(most, data.size()));
    }
}
