package org.chainrule.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Source;

/**
 * What must be the same for a training to go on, by name, as texts. The number of epochs is not among it: a training may go on for
 * longer.
 */
record Setup(Map<String, String> texts) {
    private static final int SHOWN = 40;

    static <M> Setup of(Settings settings, Aim<M> aim, M model, Source training, Dataset validation) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("model", text(Tree.describe(model)));
        texts.put("loss", text(aim.told()));
        texts.put("optimizer", text(settings.optimizer()));
        texts.put("schedule", text(settings.schedule()));
        texts.put("regularization", text(settings.regularization()));
        texts.put("batch", text(settings.batch()));
        texts.put("seed", text(settings.seed()));
        texts.put("early stopping", text(settings.stopping()));
        texts.put("averaging", text(settings.averaging()));
        texts.put("sampling", text(settings.sampling()));
        texts.put(
                "training examples",
                training.count().isPresent() ? text(training.count().getAsInt()) : "a stream");
        texts.put("validation examples", text(validation.size()));
        return new Setup(texts);
    }

    /** A value's text, less what another process writes differently: the addresses of functions and objects. */
    private static String text(Object value) {
        return value.toString().replaceAll("(/0x[0-9a-f]+)?@[0-9a-f]+", "");
    }

    /** @throws DataException if a checkpoint's texts are others */
    void check(Map<String, String> saved, Path file) {
        texts.forEach((name, text) -> {
            String other = saved.getOrDefault(name, "");
            if (!other.equals(text)) {
                int same = 0;
                while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
                    same++;
                }
                throw new DataException(file + ": is of a training with another " + name + ": " + around(other, same)
                        + " there, " + around(text, same) + " here");
            }
        });
    }

    /** A text, or the part of it in which it differs. */
    private static String around(String text, int difference) {
        int from = Math.max(0, difference - SHOWN);
        int to = Math.min(text.length(), difference + SHOWN);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }
}
