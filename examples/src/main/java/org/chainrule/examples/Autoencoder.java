package org.chainrule.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Dataset;
import org.chainrule.data.Mnist;
import org.chainrule.data.Shuffle;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.loss.BinaryCrossEntropy;
import org.chainrule.optim.Adam;

/**
 * A variational autoencoder: it writes a digit down in a few numbers, reads it back, and invents digits of its own. Source: Kingma,
 * Welling, "Auto-encoding variational Bayes", ICLR 2014.
 */
final class Autoencoder {
    private static final int PIXELS = 28 * 28;
    private static final int CODE = 16;

    private Autoencoder() {}

    /**
     * The two networks.
     *
     * @param encoder [batch, pixels] to mean and logarithm of the variance of each number of the code, [batch, 2·code]
     * @param decoder [batch, code] to a logit of each pixel, [batch, pixels]
     */
    record Network(Mlp encoder, Mlp decoder) {
        static Network of(RandomKey key) {
            return new Network(
                    Mlp.of(List.of(PIXELS, 400, 2 * CODE), Activation.RELU, key.fold(0)),
                    Mlp.of(List.of(CODE, 400, PIXELS), Activation.RELU, key.fold(1)));
        }

        /** The means of the codes, [batch, code]. */
        Tensor codes(Tensor images) {
            return encoder.apply(images).slice(-1, 0, CODE);
        }

        /** Pixels from 0 to 1. */
        Tensor images(Tensor codes) {
            return decoder.apply(codes).logistic();
        }
    }

    /** What a step is given; the key is that of its noise. */
    private record Given(Tensor images, RandomKey key) {}

    /** The negative evidence lower bound in nats an image: what is lost of the image, and how far codes are from N(0, 1). */
    private static Tensor loss(Network network, Given given) {
        Tensor parameters = network.encoder.apply(given.images);
        Tensor mean = parameters.slice(-1, 0, CODE);
        Tensor logVariance = parameters.slice(-1, CODE, 2 * CODE);
        Tensor noise = given.key.normal(mean.shape());
        Tensor code = mean.add(logVariance.mul(0.5).exp().mul(noise));
        Tensor lost = new BinaryCrossEntropy()
                .of(network.decoder.apply(code), given.images)
                .mul(PIXELS);
        Tensor divergence = mean.square()
                .add(logVariance.exp())
                .sub(logVariance)
                .sub(1)
                .sum(1)
                .mul(0.5)
                .mean();
        return lost.add(divergence);
    }

    public static void main(String... arguments) {
        Options options = Options.of(arguments, "epochs=15", "images=55000", "out=runs/autoencoder");
        Mnist mnist = Digits.first(options.count("images"));
        Dataset training = mnist.training();
        Descent<Network, Given> descent = new Descent<>(Network.of(RandomKey.of(1)), new Adam(), Autoencoder::loss);
        RandomKey noise = RandomKey.of(2);
        int step = 0;
        for (int epoch = 1; epoch <= options.count("epochs"); epoch++) {
            List<int[]> batches = Shuffle.batches(training.size(), 128, 1, epoch);
            double sum = 0;
            for (int[] numbers : batches) {
                sum += numbers.length * descent.step(new Given(images(training, numbers), noise.fold(step++)), 1e-3);
            }
            System.out.printf("epoch %d: training loss %.2f nats an image%n", epoch, sum / training.size());
        }
        Network network = descent.model();
        Given test = new Given(
                images(mnist.test(), IntStream.range(0, mnist.test().size()).toArray()), RandomKey.of(3));
        System.out.printf("test loss %.2f nats an image%n", loss(network, test).item());
        pictures(network, images(mnist.test(), IntStream.range(0, 10).toArray()), Path.of(options.text("out")));
    }

    private static Tensor images(Dataset data, int... numbers) {
        return data.batch(numbers).inputs().reshape(numbers.length, PIXELS);
    }

    private static void pictures(Network network, Tensor digits, Path folder) {
        Tensor codes = network.codes(digits);
        Tensor read = network.images(codes);
        Picture.write(folder.resolve("reconstructions.png"), Tensor.concat(0, List.of(digits, read)), 10);
        Tensor invented = RandomKey.of(4).normal(Shape.of(100, CODE));
        Picture.write(folder.resolve("samples.png"), network.images(invented), 10);
        // from each digit to the next, in steps of a tenth
        Tensor next = Tensor.concat(0, List.of(codes.slice(0, 1, 10), codes.slice(0, 0, 1)));
        Tensor share = Tensor.iota(10, codes.dtype());
        Tensor walk = codes.unsqueeze(1)
                .add(next.sub(codes).unsqueeze(1).mul(share.mul(0.1).reshape(1, 10, 1)));
        Picture.write(folder.resolve("walk.png"), network.images(walk.reshape(100, CODE)), 10);
        System.out.println("pictures: reconstructions.png, samples.png and walk.png in " + folder);
    }
}
