package org.chainrule.bench.protocol;

/** A task made ready by an engine: data loaded, parameters initialized. */
public interface Workload extends AutoCloseable {
    /** One step: forward, backward and update; or value and gradient; or one product. Reads nothing back. */
    void step();

    /** One step more, and what tells whether it is right: the loss; or the value and the sizes of the gradients. */
    double[] observedStep();

    @Override
    default void close() {}
}
