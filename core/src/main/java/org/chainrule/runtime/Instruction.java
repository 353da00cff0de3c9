package org.chainrule.runtime;

/** One step of a program. Immutable; what changes from run to run is in the {@link Execution}. */
public sealed interface Instruction
        permits Fill,
                Copy,
                IndexCheck,
                LoopRun,
                ProductRun,
                GatherRun,
                ScatterRun,
                RoutineRun,
                ScanRun,
                WhileRun,
                BranchRun {
    /** Runs to its end; parts of it may run on the execution's workers. */
    void run(Execution execution);

    /** One line for people. */
    String describe();
}
