package org.chainrule.lens;

import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Examples;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;

/** Points in three classes that are easy to tell apart, and models for them. */
public final class Blobs {
    private static final int COUNT = 256;
    private static final int WIDTH = 16;

    private Blobs() {}

    /** Example i is of class i mod 3, and largest there. */
    public static Examples examples() {
        float[] inputs = RandomKey.of(3).normal(Shape.of(COUNT, WIDTH)).toFloats();
        int[] labels = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i % 3;
            inputs[i * WIDTH + labels[i]] += 2;
        }
        return new Examples(Tensor.of(inputs).reshape(COUNT, WIDTH), Tensor.of(labels));
    }

    public static Mlp model(Activation activation, Integer... hidden) {
        List<Integer> widths = new java.util.ArrayList<>(List.of(WIDTH));
        widths.addAll(List.of(hidden));
        widths.add(3);
        return Mlp.of(widths, activation, RandomKey.of(1));
    }
}
