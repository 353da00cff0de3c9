package org.chainrule.examples;

import java.util.List;
import org.chainrule.Convolution;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Mnist;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.layer.Conv2d;
import org.chainrule.nn.layer.MaxPool2d;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.schedule.OneCycle;
import org.chainrule.threads.Workers;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Evaluator;
import org.chainrule.train.Score;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;
import org.chainrule.train.TrainingListener;

/**
 * Handwritten digits, by the convolutional network LeNet-5 with today's parts: ReLU, the largest of each window, AdamW, one cycle.
 * Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", Proceedings of the IEEE 1998.
 */
final class Lenet {
    private Lenet() {}

    /** Two convolutions, each followed by poolings that halve the image, and three layers that tell the digit. */
    record Network(Conv2d strokes, Conv2d shapes, MaxPool2d half, Mlp digit) implements Layer {
        static Network of(RandomKey key) {
            return new Network(
                    Conv2d.of(1, 6, 5, Convolution.PLAIN.withPadding(2), key.fold(0)),
                    Conv2d.of(6, 16, 5, Convolution.PLAIN, key.fold(1)),
                    MaxPool2d.of(2),
                    Mlp.of(List.of(16 * 5 * 5, 120, 84, 10), Activation.RELU, key.fold(2)));
        }

        /** [batch, 28, 28] to a logit for each digit, [batch, 10]. */
        @Override
        public Tensor apply(Tensor images) {
            Tensor x = images.unsqueeze(1);
            x = half.apply(strokes.apply(x).relu());
            x = half.apply(shapes.apply(x).relu());
            return digit.apply(x.reshape(x.shape().extent(0), -1));
        }
    }

    public static void main(String... arguments) {
        Options options = Options.of(arguments, "epochs=8", "batch=128", "images=55000");
        int epochs = options.count("epochs");
        int batch = options.count("batch");
        Mnist mnist = Digits.first(options.count("images"));

        Settings constant = Settings.classification(epochs).withBatch(batch);
        long steps = constant.steps(mnist.training());
        Settings settings = constant.with(new AdamW(), OneCycle.of(5e-3, Math.max(steps, 4)));
        Network network = Trainer.of(settings, new Lines())
                .fit(Network.of(RandomKey.of(1)), mnist.training(), mnist.validation())
                .model();

        Score test = new Evaluator<Network>(new SoftmaxCrossEntropy(), Workers.shared()).score(network, mnist.test());
        System.out.printf("test accuracy %.4f, loss %.4f%n", test.accuracy(), test.loss());
    }

    /** A line for each epoch. */
    private static final class Lines implements TrainingListener {
        @Override
        public void onEpoch(EpochReport report) {
            System.out.printf(
                    "epoch %d: training loss %.4f, validation accuracy %.4f, %.1f s%n",
                    report.epoch(),
                    report.training().loss(),
                    report.validation().accuracy(),
                    report.seconds());
        }
    }
}
