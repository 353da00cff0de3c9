package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Routine;
import org.chainrule.graph.Type;

/** A routine within one execution: the copies that it works on, and memory of its own. Used again in each run, which allocates nothing. */
final class RoutineJob {
    private final RoutineRun routine;
    private final Execution execution;
    private final Routine.Work work;
    private final Object[] given;
    private final Object[] computed;
    private final int[] givenSizes;
    private final int[] computedSizes;

    RoutineJob(RoutineRun routine, Execution execution) {
        this.routine = routine;
        this.execution = execution;
        List<Type> types = routine.types();
        List<Type> resultTypes = routine.routine().results(types);
        this.work = routine.routine().work(types);
        this.given = arrays(types);
        this.computed = arrays(resultTypes);
        this.givenSizes = sizes(types);
        this.computedSizes = sizes(resultTypes);
    }

    void run() {
        for (int i = 0; i < given.length; i++) {
            Place from = routine.inputs().get(i);
            System.arraycopy(execution.array(from.slot()), execution.at(from), given[i], 0, givenSizes[i]);
        }
        for (int i = 0; i < computed.length; i++) {
            Fill.zeros(computed[i], 0, computedSizes[i]);
        }
        work.run(given, computed);
        for (int i = 0; i < computed.length; i++) {
            Optional<Place> result = routine.results().get(i);
            if (result.isPresent()) {
                result.get().write(execution, computedSizes[i], computed[i]);
            }
        }
    }

    private static Object[] arrays(List<Type> types) {
        return types.stream()
                .map(type -> type.dtype().newArray(type.shape().size()))
                .toArray();
    }

    private static int[] sizes(List<Type> types) {
        return types.stream().mapToInt(type -> type.shape().size()).toArray();
    }
}
