package org.chainrule.lens;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.chainrule.Convolution;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.layer.Conv2d;
import org.chainrule.nn.layer.Embedding;
import org.chainrule.nn.layer.LayerNorm;
import org.chainrule.nn.layer.MaxPool2d;
import org.chainrule.nn.layer.TransformerEncoderBlock;

/** Networks to look at: untrained, with random inputs. */
public enum Example {
    /** A perceptron for digits. */
    MLP(Example::mlp),
    /** LeNet-5, for digits. */
    LENET(Example::lenet),
    /** A small language model (GPT) of two blocks. */
    TRANSFORMER(Example::transformer);

    private static final RandomKey KEY = RandomKey.of(1);
    private static final int DIGITS = 10;
    private static final int BATCH = 32;

    private final Supplier<Shown> shown;

    Example(Supplier<Shown> shown) {
        this.shown = shown;
    }

    /** A loss, and the model that it is of. */
    public record Shown(Tensor loss, Object model) {}

    /** The loss of a batch. */
    public Shown shown() {
        return shown.get();
    }

    /** As it is asked for on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Shown mlp() {
        Mlp model = Mlp.of(List.of(28 * 28, 128, 64, DIGITS), Activation.RELU, KEY.fold(0));
        return classified(model, images());
    }

    /** Two convolutions, each followed by a pooling that halves the image, and three layers that tell the digit. */
    private record Lenet(Conv2d strokes, Conv2d shapes, MaxPool2d half, Mlp digit) implements Layer {
        @Override
        public Tensor apply(Tensor images) {
            Tensor x = half.apply(strokes.apply(images.unsqueeze(1)).relu());
            Tensor y = half.apply(shapes.apply(x).relu());
            return digit.apply(y);
        }
    }

    private static Shown lenet() {
        Lenet model = new Lenet(
                Conv2d.of(1, 6, 5, Convolution.PLAIN.withPadding(2), KEY.fold(0)),
                Conv2d.of(6, 16, 5, Convolution.PLAIN, KEY.fold(1)),
                MaxPool2d.of(2),
                Mlp.of(List.of(16 * 5 * 5, 120, 84, DIGITS), Activation.RELU, KEY.fold(2)));
        return classified(model, images());
    }

    private static Tensor images() {
        Shape shape = Shape.of(BATCH, 28, 28);
        return Tensor.of(KEY.fold(3).uniform(shape).toFloats(), shape);
    }

    private static Shown classified(Layer model, Tensor images) {
        int[] labels = new int[BATCH];
        Arrays.setAll(labels, i -> i % DIGITS);
        Tensor logits = model.apply(images);
        return new Shown(new SoftmaxCrossEntropy().of(logits, Tensor.of(labels)), model);
    }

    /** Letters to the logits of the letters that follow. */
    private record Gpt(
            Embedding letters, Tensor positions, List<TransformerEncoderBlock> blocks, LayerNorm norm, Dense head)
            implements Layer {
        @Override
        public Tensor apply(Tensor text) {
            Tensor x = letters.apply(text).add(positions);
            for (TransformerEncoderBlock block : blocks) {
                x = block.apply(x);
            }
            return head.apply(norm.apply(x));
        }
    }

    private static Shown transformer() {
        int alphabet = 64;
        int width = 32;
        int steps = 16;
        Gpt model = new Gpt(
                Embedding.of(alphabet, width, KEY.fold(0)),
                KEY.fold(1).normal(Shape.of(steps, width)).mul(0.02),
                List.of(block(width, KEY.fold(2)), block(width, KEY.fold(3))),
                LayerNorm.of(width),
                Dense.of(width, alphabet, KEY.fold(4)));
        int[] text = new int[4 * steps];
        Arrays.setAll(text, i -> i * 7 % alphabet);
        int[] following = new int[text.length];
        Arrays.setAll(following, i -> (i + 1) * 7 % alphabet);
        Tensor logits = model.apply(Tensor.of(text).reshape(4, steps));
        Tensor loss = new SoftmaxCrossEntropy().of(logits.reshape(-1, alphabet), Tensor.of(following));
        return new Shown(loss, model);
    }

    private static TransformerEncoderBlock block(int width, RandomKey key) {
        TransformerEncoderBlock block = TransformerEncoderBlock.of(width, 4, 4 * width, key);
        return block.with(block.attention().asCausal());
    }
}
