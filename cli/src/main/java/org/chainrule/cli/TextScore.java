package org.chainrule.cli;

import org.chainrule.cli.run.TextEvaluation;
import org.chainrule.data.text.Corpus;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.nn.loss.ClassCrossEntropy;
import org.chainrule.threads.Workers;
import org.chainrule.train.Evaluator;

/** How well a language model knows a text, read window by window; what a window has before it is not seen. */
final class TextScore {
    private TextScore() {}

    /**
     * @param text of at least two characters
     * @param length of the windows; what is left at the end is a smaller one
     */
    static TextEvaluation of(String part, LanguageModel<?> model, Corpus text, int length, Workers workers) {
        Evaluator<LanguageModel<?>> evaluator = new Evaluator<>(new ClassCrossEntropy(), workers);
        int told = text.size() - 1;
        int rest = told % length;
        double sum = 0;
        if (told > rest) {
            sum += (told - rest) * evaluator.score(model, text.windows(length)).loss();
        }
        if (rest > 0) {
            Corpus end = text.range(told - rest, text.size());
            sum += rest * evaluator.score(model, end.windows(rest)).loss();
        }
        return new TextEvaluation(part, told, sum / told, "");
    }
}
