package org.chainrule.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.io.Safetensors;

/**
 * All that a training needs to go on as if it had never stopped, as one safetensors file. The tensors are named {@code now.model.…},
 * {@code now.optimizer.…}, {@code best.…} and {@code progress.…}; the texts beside them are the {@link Setup}.
 *
 * @param best the state of the best epoch, if it is wanted at the end
 */
record Checkpoint<M>(Learning.State<M> now, Optional<Learning.State<M>> best, Progress progress) {
    private static final String FORMAT = "chainrule checkpoint";
    private static final String VERSION = "1";
    private static final String HISTORY = "progress.history";
    private static final String BEST = "best.";

    /** What is in the file. */
    private record Content<M>(Learning.State<M> now, Optional<Learning.State<M>> best, ProgressTensors progress) {}

    void write(Path file, Setup setup) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(FORMAT, VERSION);
        texts.putAll(setup.texts());
        new Safetensors(Tree.named(new Content<>(now, best, ProgressTensors.of(progress))), texts).write(file);
    }

    /**
     * The checkpoint in a file.
     *
     * @param like a state of the same form
     * @throws DataException if it is none, or one of another training
     */
    static <M> Checkpoint<M> of(Safetensors content, Path file, Learning.State<M> like, Setup setup) {
        if (!VERSION.equals(content.metadata().get(FORMAT))) {
            throw new DataException(file + ": is no checkpoint of a training");
        }
        setup.check(content.metadata(), file);
        Tensor history = content.tensor(HISTORY);
        boolean keepsBest = content.tensors().keySet().stream().anyMatch(name -> name.startsWith(BEST));
        Content<M> form = new Content<>(
                like,
                keepsBest ? Optional.of(like) : Optional.empty(),
                ProgressTensors.form(
                        history.shape().isScalar() ? 0 : history.shape().extent(0)));
        Content<M> filled = ModelFile.filled(form, content.tensors(), file);
        return new Checkpoint<>(filled.now(), filled.best(), filled.progress().progress());
    }
}
