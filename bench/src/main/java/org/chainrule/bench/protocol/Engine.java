package org.chainrule.bench.protocol;

/** A library that takes part in the comparison. */
public interface Engine {
    String name();

    /** Makes a task ready. */
    Workload prepare(Task task);
}
