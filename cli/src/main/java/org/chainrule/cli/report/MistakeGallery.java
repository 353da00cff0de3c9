package org.chainrule.cli.report;

import java.util.List;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Mistake;
import org.chainrule.cli.run.Picture;

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
        return Markup.of(
                """
                <p>{} {} images: what it is, the answer, and how sure the model was of it.</p>
                <div class="gallery">{}</div>
                """, which, evaluation.part(), Markup.each(shown, mistake -> figure(evaluation.classes(), mistake)));
    }

    private static Markup figure(List<String> classes, Mistake mistake) {
        String label = classes.get(mistake.label());
        String prediction = classes.get(mistake.prediction());
        String told = mistake.name() + ": " + label + " taken for " + prediction;
        Picture picture = mistake.picture().get();
        return Markup.of(
                """
                <figure title="{}"><img class="{}" src="{}" width="{}" height="{}" alt="{}">
                <figcaption><b>{}</b> → <b class="answer">{}</b><span>{}</span></figcaption></figure>
                """,
                told,
                picture.isInk() ? "ink" : "photo",
                Png.address(picture),
                picture.width(),
                picture.height(),
                told,
                label,
                prediction,
                Numbers.sure(mistake.probability()));
    }
}
