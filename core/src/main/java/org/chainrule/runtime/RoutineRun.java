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
        Object[] given = new Object[inputs.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = inputs.get(i).copy(execution, types.get(i));
        }
        List<Type> resultTypes = routine.results(types);
        Object[] computed = resultTypes.stream()
                .map(type -> type.dtype().newArray(type.shape().size()))
                .toArray();
        routine.run(types, given, computed);
        for (int i = 0; i < computed.length; i++) {
            Object array = computed[i];
            int size = resultTypes.get(i).shape().size();
            results.get(i).ifPresent(place -> place.write(execution, size, array));
        }
    }

    @Override
    public String describe() {
        return routine.toString();
    }
}
