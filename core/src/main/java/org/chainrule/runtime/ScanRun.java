package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Type;

/**
 * A program run once for each element of sequences, a carry going from step to step. Elements, outputs and the carries that are kept
 * are not copied: the step works on them where they lie.
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
        ScanSteps steps = execution.steps(this);
        steps.begin();
        for (int count = 0; count < length; count++) {
            steps.run(count);
        }
        steps.end();
    }

    @Override
    public String describe() {
        return "scan of " + length + " steps";
    }
}
