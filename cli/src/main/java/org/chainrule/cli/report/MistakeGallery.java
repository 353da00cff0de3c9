package org.chainrule.cli.report;

import java.util.List;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Mistake;

/** The images that were taken for something else, the surest mistakes first. */
final class MistakeGallery {
    private static final int MOST = 60;

    private MistakeGallery() {}

    static Markup of(ClassEvaluation evaluation, List<Mistake> mistakes) {
        if (mistakes.isEmpty()) {
            return Markup.of("<p>None: all {} images were recognised.</p>", evaluation.part());
        }
        List<Mistake> shown = mistakes.subList(0, Math.min(MOST, mistakes.size()));
        String which = shown.size() == mistakes.size()
                ? mistakes.size() + " of "
                        + Numbers.count(evaluation.confusion().total())
                : "The " + shown.size() + " surest mistakes, of " + mistakes.size() + " among "
                        + Numbers.count(evaluation.confusion().total());
        return Markup.of("""
                <p>{} {} images: the true digit, the answer, and how sure the model was of it.</p>
                <div class="gallery">{}</div>
                """, which, evaluation.part(), Markup.each(shown, MistakeGallery::figure));
    }

    private static Markup figure(Mistake mistake) {
        String told = "image " + mistake.index() + ": a " + mistake.label() + " taken for a " + mistake.prediction();
        return Markup.of(
                """
                <figure title="{}"><img src="{}" width="{}" height="{}" alt="{}">
                <figcaption><b>{}</b> → <b class="answer">{}</b><span>{}</span></figcaption></figure>
                """,
                told,
                Png.address(mistake.image()),
                mistake.image().width(),
                mistake.image().height(),
                told,
                mistake.label(),
                mistake.prediction(),
                Numbers.sure(mistake.probability()));
    }
}
