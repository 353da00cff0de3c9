package org.chainrule.nn;

import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tree;

/**
 * What a layer is told beside its input: whether it is trained, and random numbers. One is made for each application of a model;
 * a layer with parts passes it on to them.
 */
public final class Context {
    private final Optional<RandomKey> key;
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
     * Checks, once a model is applied, that its random layers have been reached by this context.
     *
     * @throws IllegalArgumentException if a layer with parts has kept it to itself, so that they are as in inference
     */
    public void requireReached(Object model) {
        List<RandomLayer> random = Tree.parts(model, RandomLayer.class);
        if (isTraining() && taken < random.size()) {
            throw new IllegalArgumentException("of the random layers " + random + " only " + taken
                    + " were told that this is training: a layer with parts implements apply(x, context), and passes the"
                    + " context on to them");
        }
    }
}
