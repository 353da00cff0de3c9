package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Routine;
import org.chainrule.graph.Type;

/**
 * Plain Java over whole arrays. It works on copies, so it may do with its arrays what it likes.
 *
 * @param types the types of the inputs
 * @param inputs where they lie
 * @param results where the results go; nowhere if nothing reads one
 */
public record RoutineRun(Routine routine, List<Type> types, List<Place> inputs, List<Optional<Place>> results)
        implements Instruction {
    @Override
    public void run(Execution execution) {
        execution.routine(this).run();
    }

    @Override
    public String describe() {
        return routine.toString();
    }
}
