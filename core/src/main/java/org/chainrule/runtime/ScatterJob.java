package org.chainrule.runtime;

/** Sums of slices within one execution, in the arrays of its runs. */
final class ScatterJob implements InPieces.Job {
    private final ScatterRun scatter;
    private final Execution execution;
    private final SliceAddition addition;

    ScatterJob(ScatterRun scatter, Execution execution) {
        this.scatter = scatter;
        this.execution = execution;
        this.addition = SliceAddition.of(execution.array(scatter.out().slot()), scatter.after());
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
        addition.release();
    }
}
