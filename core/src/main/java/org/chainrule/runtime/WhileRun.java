package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A program run again and again while another says so.
 *
 * @param condition takes carry and constants; gives whether to go on
 * @param next takes the same; gives the next carry
 * @param carries where the carry lies at first
 * @param constants what all steps share
 * @param results where the last carry goes, if anything reads it
 */
public record WhileRun(
        Program condition, Program next, List<Typed> carries, List<Typed> constants, List<Optional<Place>> results)
        implements Instruction {
    @Override
    public void run(Execution execution) {
        Object[] arguments = new Object[carries.size() + constants.size()];
        Object[] after = new Object[carries.size()];
        for (int i = 0; i < carries.size(); i++) {
            arguments[i] = carries.get(i).place().copy(execution, carries.get(i).type());
            after[i] = carries.get(i).fresh();
        }
        for (int i = 0; i < constants.size(); i++) {
            Typed constant = constants.get(i);
            arguments[carries.size() + i] = constant.place().whole(execution, constant.type());
        }
        int[] goesOn = new int[1];
        condition.run(arguments, new Object[] {goesOn}, execution.workers());
        while (goesOn[0] != 0) {
            next.run(arguments, after, execution.workers());
            for (int i = 0; i < after.length; i++) {
                Object free = arguments[i];
                arguments[i] = after[i];
                after[i] = free;
            }
            condition.run(arguments, new Object[] {goesOn}, execution.workers());
        }
        for (int i = 0; i < carries.size(); i++) {
            Object last = arguments[i];
            int size = carries.get(i).size();
            results.get(i).ifPresent(place -> place.write(execution, size, last));
        }
    }

    @Override
    public String describe() {
        return "while loop";
    }
}
