package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Type;

/**
 * One of two programs, of which that one alone runs.
 *
 * @param predicate where it stands which
 * @param yes runs where the predicate is true
 * @param no runs where it is false; takes and gives the same
 * @param inputs what both take
 * @param types the types of the results
 * @param results where the results go, if anything reads them
 */
public record BranchRun(
        Place predicate, Program yes, Program no, List<Typed> inputs, List<Type> types, List<Optional<Place>> results)
        implements Instruction {
    @Override
    public void run(Execution execution) {
        boolean taken = ((int[]) execution.array(predicate.slot()))[execution.at(predicate)] != 0;
        Object[] arguments = inputs.stream()
                .map(input -> input.place().whole(execution, input.type()))
                .toArray();
        Object[] computed = types.stream()
                .map(type -> type.dtype().newArray(type.shape().size()))
                .toArray();
        (taken ? yes : no).run(arguments, computed, execution.workers());
        for (int i = 0; i < computed.length; i++) {
            Object array = computed[i];
            int size = types.get(i).shape().size();
            results.get(i).ifPresent(place -> place.write(execution, size, array));
        }
    }

    @Override
    public String describe() {
        return "branch";
    }
}
