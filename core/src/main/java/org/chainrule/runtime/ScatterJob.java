package org.chainrule.runtime;

import java.lang.reflect.Array;

/** Sums of slices within one execution, in the arrays of its runs. */
final class ScatterJob implements InPieces.Job {
    private final ScatterRun scatter;
    private final Execution execution;
    private final SliceAddition addition;
    /** An array of the same kind, to hold none of a run's. */
    private final Object nothing;

    ScatterJob(ScatterRun scatter, Execution execution) {
        this.scatter = scatter;
        this.execution = execution;
        Object array = execution.array(scatter.out().slot());
        this.addition = SliceAddition.of(array, scatter.after());
        this.nothing = Array.newInstance(array.getClass().componentType(), 0);
    }

    @Override
    public void run(int number) {
        // the same arrays in all pieces of a run
        addition.bind(
                execution.array(scatter.out().slot()),
                execution.array(scatter.updates().slot()));
        scatter.piece(execution, addition, number);
    }

    @Override
    public void release() {
        addition.bind(nothing, nothing);
    }
}
