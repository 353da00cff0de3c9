package com.example;

import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Examples;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Adam;
import org.chainrule.optim.schedule.OneCycle;
import org.chainrule.train.Settings;
import org.chainrule.train.Trained;
import org.chainrule.train.Trainer;

/** Learns which of two spirals, each wound around the other, a point belongs to. */
public final class Spirals {
    private Spirals() {}

    public static void main(String[] arguments) {
        Examples training = spirals(400, 0);
        Examples test = spirals(400, 0.5);
        Mlp network = Mlp.of(List.of(2, 32, 32, 2), Activation.TANH, RandomKey.of(1));
        int epochs = 100;
        Settings settings = Settings.classification(epochs)
                .withBatch(50)
                .with(new Adam(), OneCycle.of(0.02, epochs * training.size() / 50));
        Trained<Mlp> trained = Trainer.of(settings).fit(network, training, test);
        System.out.printf(
                "test accuracy %.3f%n", trained.history().getLast().validation().accuracy());
    }

    /** Points along both spirals by turns, some way from the first. */
    private static Examples spirals(int count, double from) {
        float[][] points = new float[count][2];
        int[] spiral = new int[count];
        for (int i = 0; i < count; i++) {
            spiral[i] = i % 2;
            double radius = 0.1 + 0.9 * (i + from) / count;
            double angle = 3 * Math.PI * radius + Math.PI * spiral[i];
            points[i][0] = (float) (4 * radius * Math.cos(angle));
            points[i][1] = (float) (4 * radius * Math.sin(angle));
        }
        return new Examples(Tensor.of(points), Tensor.of(spiral));
    }
}
