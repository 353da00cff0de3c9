package org.chainrule.examples;

import java.util.SplittableRandom;
import org.chainrule.RandomKey;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shipped;
import org.chainrule.data.text.Corpus;
import org.chainrule.nn.language.LanguageLstm;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.nn.language.LanguageTransformer;
import org.chainrule.nn.language.TokenSampling;
import org.chainrule.nn.language.Writing;
import org.chainrule.nn.loss.ClassCrossEntropy;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.schedule.Cosine;
import org.chainrule.optim.schedule.Warmup;
import org.chainrule.threads.Workers;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;
import org.chainrule.train.TrainingListener;

/** A language model of characters, a transformer or an LSTM: it reads Moby-Dick, and then goes on writing. */
final class Characters {
    private static final int EPOCHS = 10;
    private static final double TEMPERATURE = 0.8;

    private Characters() {}

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
        Corpus book = Corpus.read(Shipped.file("text", "moby-dick.txt"));
        int length = options.count("length");
        Corpus unseen = book.part(0.9, 1);
        LanguageModel<?> model = trained(model(book.alphabet().size(), options), book.part(0, 0.9), unseen, options);
        System.out.println();
        System.out.println(written(model, unseen.range(0, length), options.count("write")));
    }

    private static LanguageModel<?> model(int characters, Options options) {
        int width = options.count("width");
        RandomKey key = RandomKey.of(1);
        return switch (options.text("model")) {
            case "transformer" ->
                LanguageTransformer.of(characters, width, 4, options.count("blocks"), options.count("length"), key);
            case "lstm" -> LanguageLstm.of(characters, 2 * width, 1, key);
            default -> throw new UsageException("--model is transformer or lstm, not " + options.text("model"));
        };
    }

    /** An epoch is a tenth of the steps: its windows begin anywhere in the text. */
    private static LanguageModel<?> trained(LanguageModel<?> model, Corpus seen, Corpus unseen, Options options) {
        int steps = options.count("steps");
        int batch = options.count("batch");
        int length = options.count("length");
        int warm = Math.ceilDiv(steps, 20);
        Dataset windows = seen.drawnWindows(length, Math.ceilDiv(steps, EPOCHS) * batch);
        Settings settings = Settings.classification(EPOCHS)
                .with(new ClassCrossEntropy())
                .with(new AdamW(), new Warmup(warm, new Cosine(options.number("rate"), 0, steps - warm)))
                .withBatch(batch);
        return Trainer.of(settings, new Printed())
                .fit(model, windows, unseen.windows(length))
                .model();
    }

    /** Prints what each epoch came to. */
    private static final class Printed implements TrainingListener {
        @Override
        public void onEpoch(EpochReport report) {
            System.out.printf(
                    "step %d: training loss %.3f, validation loss %.3f nats a character%n",
                    report.steps(),
                    report.training().loss(),
                    report.validation().loss());
        }
    }

    /** Goes on with a text. */
    private static String written(LanguageModel<?> model, Corpus begin, int count) {
        Writing<?> writing = Writing.of(model, Workers.shared());
        writing.read(begin.numbers().toArray());
        StringBuilder text = new StringBuilder(begin.toString());
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < count; i++) {
            int number = writing.write(new TokenSampling(TEMPERATURE), random);
            text.appendCodePoint(begin.alphabet().character(number));
        }
        return text.toString();
    }
}
