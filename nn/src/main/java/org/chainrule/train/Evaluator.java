package org.chainrule.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.chainrule.Compiled;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Prefetch;
import org.chainrule.graph.DType;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Loss;
import org.chainrule.threads.Workers;

/** Applies models to data sets, batch after batch, compiled. */
public final class Evaluator<M extends Layer> {
    private static final int BATCH = 500;

    /** Each of the whole numbers that a model looks up becomes vectors, for which there must be room. */
    private static final int LOOKED_UP = 8192;
    /** So many numbers of a batch leave room for what a model makes of them: of large images fewer are asked about at once. */
    private static final int NUMBERS = 1 << 20;

    private final Scorer<M> scorer;
    private final Compiled<Given<M>, Tensor> outputs;

    /** An evaluator with a loss, run on a given pool. */
    public Evaluator(Loss loss, Workers workers) {
        this.scorer = new Scorer<>(new Aim.Predicting<M>(loss), workers, Evaluator::atOnce);
        this.outputs = Compiled.on(workers, given -> given.model().apply(given.inputs()));
    }

    private record Given<M>(M model, Tensor inputs) {}

    /** The mean loss, and the accuracy, on all of a data set. */
    public Score score(M model, Dataset data) {
        return scorer.score(model, data);
    }

    /** The model's outputs for every example, in order. */
    public List<float[]> outputs(M model, Dataset data) {
        List<float[]> rows = new ArrayList<>();
        forEach(model, data, (output, _) -> rows.add(output));
        return rows;
    }

    /** Calls back for every example, in order, with the model's outputs and the example's target; keeps none of them. */
    public void forEach(M model, Dataset data, BiConsumer<float[], float[]> consumer) {
        try (Prefetch batches = data.inOrder(atOnce(data))) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                List<float[]> predictions = rows(outputs.apply(new Given<>(model, batch.inputs())));
                List<float[]> targets = rows(batch.targets());
                for (int i = 0; i < batch.size(); i++) {
                    consumer.accept(predictions.get(i), targets.get(i));
                }
            }
        }
    }

    private static List<float[]> rows(Tensor table) {
        float[] values = table.cast(DType.FLOAT32).toFloats();
        int width = table.shape().without(0).size();
        return IntStream.range(0, table.shape().extent(0))
                .mapToObj(i -> Arrays.copyOfRange(values, i * width, (i + 1) * width))
                .toList();
    }

    /** So many examples of a data set are applied together. */
    static int atOnce(Dataset data) {
        if (data.size() == 0) {
            return BATCH;
        }
        Tensor one = data.batch(0).inputs();
        int most = one.dtype().isInteger() ? LOOKED_UP : NUMBERS;
        return Math.clamp(most / one.shape().size(), 1, BATCH);
    }
}
