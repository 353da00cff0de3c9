package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Type;

/**
 * A program run once for each element of sequences, a carry going from step to step.
 *
 * @param step takes carry, elements, constants; gives the next carry, then outputs
 * @param length the number of steps
 * @param reverse whether it runs from the last element to the first
 * @param carries what goes from step to step
 * @param sequences by the type of an element
 * @param constants what all steps share
 * @param outputs what each step gives
 */
public record ScanRun(
        Program step,
        int length,
        boolean reverse,
        List<Carry> carries,
        List<Typed> sequences,
        List<Typed> constants,
        List<Output> outputs)
        implements Instruction {
    /**
     * A tensor that goes from step to step.
     *
     * @param first where it lies before the first step
     * @param last where it goes after the last step, if anything reads it
     * @param history where the tensors before each step go, if anything reads them
     * @param inPlace whether a step may write the next one over it
     */
    public record Carry(Typed first, Optional<Place> last, Optional<Place> history, boolean inPlace) {}

    /**
     * What each step gives.
     *
     * @param type of one
     * @param all where those of all steps go, if anything reads them
     */
    public record Output(Type type, Optional<Place> all) {}

    @Override
    public void run(Execution execution) {
        Object[] arguments = new Object[carries.size() + sequences.size() + constants.size()];
        Object[] results = new Object[carries.size() + outputs.size()];
        int next = 0;
        for (Carry carry : carries) {
            arguments[next] =
                    carry.first().place().copy(execution, carry.first().type());
            results[next] = carry.inPlace() ? arguments[next] : carry.first().fresh();
            next++;
        }
        for (Typed sequence : sequences) {
            arguments[next++] = sequence.fresh();
        }
        for (Typed constant : constants) {
            arguments[next++] = constant.place().whole(execution, constant.type());
        }
        for (int i = 0; i < outputs.size(); i++) {
            results[carries.size() + i] = outputs.get(i)
                    .type()
                    .dtype()
                    .newArray(outputs.get(i).type().shape().size());
        }
        for (int count = 0; count < length; count++) {
            step(execution, reverse ? length - 1 - count : count, arguments, results);
        }
        for (int i = 0; i < carries.size(); i++) {
            Object last = arguments[i];
            int size = carries.get(i).first().size();
            carries.get(i).last().ifPresent(place -> place.write(execution, 0, size, last));
        }
    }

    private void step(Execution execution, int part, Object[] arguments, Object[] results) {
        for (int i = 0; i < carries.size(); i++) {
            Object before = arguments[i];
            int size = carries.get(i).first().size();
            carries.get(i).history().ifPresent(place -> place.write(execution, part, size, before));
        }
        for (int i = 0; i < sequences.size(); i++) {
            Typed sequence = sequences.get(i);
            sequence.place().read(execution, part, sequence.size(), arguments[carries.size() + i]);
        }
        step.run(arguments, results, execution.workers());
        for (int i = 0; i < carries.size(); i++) {
            Object free = arguments[i];
            arguments[i] = results[i];
            results[i] = free;
        }
        for (int i = 0; i < outputs.size(); i++) {
            Object made = results[carries.size() + i];
            int size = outputs.get(i).type().shape().size();
            outputs.get(i).all().ifPresent(place -> place.write(execution, part, size, made));
        }
    }

    @Override
    public String describe() {
        return "scan of " + length + " steps";
    }
}
