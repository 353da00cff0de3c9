package org.chainrule.nn;

import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;

/**
 * What a layer is told beside its input: whether it is trained, and random numbers; and what it tells back: the {@link Statistics} that
 * it measured. One is made for each application of a model; a layer with parts passes it on to them.
 *
 * <pre>{@code
 * Context context = Context.training(key);
 * Tensor loss = loss(model.apply(x, context), y);
 * M moved = …                                    // by the gradient of the loss
 * M next = context.updated(moved, model);        // with the statistics that this application measured
 * }</pre>
 */
public final class Context {
    private final Optional<RandomKey> key;
    private final Measurements measurements = new Measurements();
    private int taken;

    private Context(Optional<RandomKey> key) {
        this.key = key;
    }

    /** A model is used as it is: nothing is random. */
    public static Context inference() {
        return new Context(Optional.empty());
    }

    /**
     * A model is trained.
     *
     * @param key of this application alone; in a compiled step it is derived of the step, so that each has its own
     */
    public static Context training(RandomKey key) {
        return new Context(Optional.of(key));
    }

    public boolean isTraining() {
        return key.isPresent();
    }

    /**
     * A key to random numbers, another one at each call. They follow from the order of the calls alone.
     *
     * @throws IllegalStateException outside of training
     */
    public RandomKey nextKey() {
        return key.orElseThrow(
                        () -> new IllegalStateException("random numbers are for training, and this is inference"))
                .fold(taken++);
    }

    /**
     * A layer tells what it measured of this batch. If it is applied several times, each measurement counts.
     *
     * @param statistics the layer's own component
     * @param measured of the same form and shapes
     * @param momentum how much it counts against what was known: s ← (1 − momentum)·s + momentum·measured; 1 replaces it
     * @throws IllegalStateException outside of training
     */
    public <S extends Statistics> void measured(S statistics, S measured, double momentum) {
        if (!isTraining()) {
            throw new IllegalStateException("statistics are measured in training, and this is inference");
        }
        measurements.add(statistics, new Measurements.Measurement(measured, momentum));
    }

    /**
     * A model, once an update has moved it, with its statistics as they are after this application. Those of a layer that measured nothing
     * stay as they were.
     *
     * @param moved by an optimizer; its statistics, whatever they are, are not looked at
     * @param model that was applied, and of whose form the moved one is
     */
    public <M> M updated(M moved, M model) {
        return measurements.into(moved, model, Measurements::running);
    }

    /**
     * The model with statistics that are the mean of what was measured, whatever the layers' momenta: of this application, and of others
     * before.
     *
     * @param model that was applied; its statistics are the mean of the applications before
     * @param times how many those were, a scalar; of none, the model's statistics do not count
     */
    public <M> M averaged(M model, Tensor times) {
        return measurements.into(model, model, (before, all) -> Measurements.mean(before, all, times));
    }

    /**
     * Checks, once a model is applied in training, that this context has reached its layers that are random or measure.
     *
     * @throws IllegalArgumentException if a layer with parts has kept it to itself, so that they are as in inference
     */
    public void requireReached(Object model) {
        if (!isTraining()) {
            return;
        }
        List<RandomLayer> random = Tree.parts(model, RandomLayer.class);
        if (taken < random.size()) {
            throw unreached("of the random layers " + random + " only " + taken);
        }
        List<Statistics> statistics = Tree.parts(model, Statistics.class);
        long measured = statistics.stream().filter(measurements::isOf).count();
        if (measured < statistics.size()) {
            throw unreached("of the " + statistics.size() + " layers that keep statistics only " + measured);
        }
    }

    private static IllegalArgumentException unreached(String layers) {
        return new IllegalArgumentException(
                layers + " were told that this is training: a layer with parts implements"
                        + " apply(x, context), and passes the context on to them, as an objective does to the layers that it applies");
    }
}
