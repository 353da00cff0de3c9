package org.chainrule.examples;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.Compiled;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Shipped;
import org.chainrule.examples.Letters.Windows;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Loss;
import org.chainrule.nn.layer.Embedding;
import org.chainrule.nn.layer.LayerNorm;
import org.chainrule.nn.layer.Lstm;
import org.chainrule.nn.layer.Rotary;
import org.chainrule.nn.layer.TransformerEncoderBlock;
import org.chainrule.nn.loss.ClassCrossEntropy;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.schedule.Cosine;
import org.chainrule.optim.schedule.Warmup;

/** A language model of characters, a transformer or an LSTM: it reads Moby-Dick, and then goes on writing. */
final class Characters {
    private static final Loss LOSS = new ClassCrossEntropy();

    private Characters() {}

    /** [batch, steps] characters to a logit for each that may come next, [batch, steps, alphabet]: blocks of causal attention. */
    record Transformer(Embedding characters, List<TransformerEncoderBlock> blocks, LayerNorm norm, Dense next)
            implements Layer {
        static Transformer of(int alphabet, int width, int depth, RandomKey key) {
            List<TransformerEncoderBlock> blocks = IntStream.range(0, depth)
                    .mapToObj(i -> TransformerEncoderBlock.of(width, 4, 4 * width, key.fold(i)))
                    .map(block -> block.with(block.attention().asCausal().with(new Rotary())))
                    .toList();
            return new Transformer(
                    Embedding.of(alphabet, width, key.fold(depth)),
                    blocks,
                    LayerNorm.of(width),
                    Dense.of(width, alphabet, key.fold(depth + 1)));
        }

        @Override
        public Tensor apply(Tensor text) {
            Tensor x = characters.apply(text);
            for (TransformerEncoderBlock block : blocks) {
                x = block.apply(x);
            }
            return next.apply(norm.apply(x));
        }
    }

    /** The same with a memory that is carried along. */
    record Recurrent(Embedding characters, Lstm memory, Dense next) implements Layer {
        static Recurrent of(int alphabet, int width, RandomKey key) {
            return new Recurrent(
                    Embedding.of(alphabet, width, key.fold(0)),
                    Lstm.of(width, 2 * width, key.fold(1)),
                    Dense.of(2 * width, alphabet, key.fold(2)));
        }

        @Override
        public Tensor apply(Tensor text) {
            return next.apply(memory.apply(characters.apply(text)));
        }
    }

    public static void main(String... arguments) {
        Options options = Options.of(
                arguments,
                "model=transformer",
                "steps=1500",
                "batch=32",
                "length=64",
                "width=128",
                "blocks=3",
                "rate=0.002",
                "write=400");
        Letters book = Letters.read(Shipped.file("text", "moby-dick.txt"));
        int alphabet = book.alphabet().length();
        int width = options.count("width");
        switch (options.text("model")) {
            case "transformer" ->
                run(Transformer.of(alphabet, width, options.count("blocks"), RandomKey.of(1)), book, options);
            case "lstm" -> run(Recurrent.of(alphabet, width, RandomKey.of(1)), book, options);
            default -> throw new UsageException("--model is transformer or lstm, not " + options.text("model"));
        }
    }

    private static <M extends Layer> void run(M initial, Letters book, Options options) {
        Letters training = book.part(0, 0.9);
        Letters validation = book.part(0.9, 1);
        int steps = options.count("steps");
        int batch = options.count("batch");
        int length = options.count("length");
        int warm = Math.ceilDiv(steps, 20);
        Schedule schedule = new Warmup(warm, new Cosine(options.number("rate"), 0, steps - warm));
        SplittableRandom random = new SplittableRandom(1);
        Descent<M, Windows> descent = new Descent<>(initial, new AdamW(), Characters::loss);
        double mean = 0;
        for (int step = 1; step <= steps; step++) {
            mean += descent.step(training.random(batch, length, random), schedule.rate(step - 1));
            if (step % Math.max(1, steps / 10) == 0) {
                System.out.printf("step %d: training loss %.3f%n", step, mean / Math.max(1, steps / 10));
                mean = 0;
            }
        }
        M model = descent.model();
        System.out.printf("validation loss %.3f nats a character%n%n", watched(model, validation, length));
        System.out.println(
                sample(model, book.alphabet(), validation.text().substring(0, length), options.count("write")));
    }

    private static <M extends Layer> Tensor loss(M model, Windows text) {
        return LOSS.of(model.apply(text.characters()), text.next());
    }

    /** The mean loss over a text, window by window; what a window has before it is not seen. */
    private static <M extends Layer> double watched(M model, Letters text, int length) {
        int batch = 64;
        Compiled<Windows, Tensor> loss = Compiled.of(windows -> loss(model, windows));
        return IntStream.range(0, (text.text().length() - 1) / (batch * length))
                .mapToDouble(i -> loss.apply(text.inOrder(i * batch * length, batch, length))
                        .item())
                .average()
                .orElse(Double.NaN);
    }

    /** Goes on with a text: each character is drawn by its probability at temperature 0.8. */
    private static <M extends Layer> String sample(M model, String alphabet, String begin, int count) {
        Compiled<Tensor, Tensor> likely =
                Compiled.of(text -> model.apply(text).get(1, -1).div(0.8).softmax(-1));
        SplittableRandom random = new SplittableRandom(2);
        StringBuilder text = new StringBuilder(begin);
        for (int i = 0; i < count; i++) {
            String seen = text.substring(text.length() - begin.length());
            int[] numbers = seen.chars().map(alphabet::indexOf).toArray();
            float[] chances = likely.apply(Tensor.of(numbers, Shape.of(1, numbers.length)))
                    .toFloats();
            text.append(alphabet.charAt(drawn(chances, random.nextDouble())));
        }
        return text.toString();
    }

    private static int drawn(float[] chances, double random) {
        int place = 0;
        double below = chances[0];
        while (below < random && place < chances.length - 1) {
            below += chances[++place];
        }
        return place;
    }
}
