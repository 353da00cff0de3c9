package org.chainrule.cli.run;

/**
 * How well a language model tells the characters of a text from those before them.
 *
 * @param examples how many characters were told
 * @param loss the mean of −ln p of each, in nats
 * @param sample a text that the model has written; empty if none was asked for
 */
public record TextEvaluation(String part, int examples, double loss, String sample) implements Evaluation {
    /** e^loss: among how many equally likely characters it is as hard to choose. */
    @Override
    public double value() {
        return Math.exp(loss);
    }

    @Override
    public String measure() {
        return "perplexity";
    }

    @Override
    public boolean isBeatenBy(Baseline baseline) {
        return baseline.value() < value();
    }

    /** The same with a text that the model has written. */
    public TextEvaluation with(String text) {
        return new TextEvaluation(part, examples, loss, text);
    }

    /** A simpler model by its loss on the same text. */
    public static Baseline baseline(String name, double loss) {
        return new Baseline(name, Math.exp(loss));
    }
}
