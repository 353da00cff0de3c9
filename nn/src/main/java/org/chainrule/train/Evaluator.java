package org.chainrule.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.chainrule.Compiled;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Prefetch;
import org.chainrule.graph.DType;
import org.chainrule.nn.Accuracy;
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

    private final Compiled<Given<M>, Result> function;

    /** An evaluator with a loss, run on a given pool. */
    public Evaluator(Loss loss, Workers workers) {
        this.function = Compiled.on(workers, given -> {
            Tensor outputs = given.model().apply(given.inputs());
            return new Result(outputs, loss.of(outputs, given.targets()), correct(outputs, given.targets()));
        });
    }

    private record Given<M>(M model, Tensor inputs, Tensor targets) {}

    private record Result(Tensor outputs, Tensor loss, Optional<Tensor> correct) {}

    /** The mean loss, and the accuracy, on all of a data set. */
    public Score score(M model, Dataset data) {
        Tally tally = Tally.NONE;
        try (Prefetch batches = data.inOrder(atOnce(data))) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                Result result = function.apply(new Given<>(model, batch.inputs(), batch.targets()));
                tally = tally.and(batch.size(), result.loss().item(), right(result.correct()));
            }
        }
        return tally.score();
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
                Result result = function.apply(new Given<>(model, batch.inputs(), batch.targets()));
                List<float[]> outputs = rows(result.outputs());
                List<float[]> targets = rows(batch.targets());
                for (int i = 0; i < batch.size(); i++) {
                    consumer.accept(outputs.get(i), targets.get(i));
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

    /** How many classes were found; NaN where there are none to find. */
    static double right(Optional<Tensor> correct) {
        return correct.map(Tensor::item).orElse(Double.NaN);
    }

    private static int atOnce(Dataset data) {
        if (data.size() == 0) {
            return BATCH;
        }
        Tensor one = data.batch(0).inputs();
        int most = one.dtype().isInteger() ? LOOKED_UP : NUMBERS;
        return Math.clamp(most / one.shape().size(), 1, BATCH);
    }

    /** How many classes are found; none where the targets are no class numbers. */
    static Optional<Tensor> correct(Tensor outputs, Tensor targets) {
        boolean classes = outputs.shape().rank() == 2
                && targets.shape().rank() == 1
                && targets.dtype().isInteger();
        return classes ? Optional.of(Accuracy.correct(outputs, targets)) : Optional.empty();
    }
}
