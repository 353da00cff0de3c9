package org.chainrule.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Type;

/**
 * A scan within one execution: the arrays that its next step reads and writes, and where in each it begins. Used again in each run, which
 * allocates nothing.
 */
final class ScanSteps {
    private final ScanRun scan;
    private final Execution execution;
    private final int carries;
    private final Object[] arguments;
    private final int[] argumentsBegin;
    private final Object[] results;
    private final int[] resultsBegin;
    /** Arrays of the scan's own: for each carry one, or two that take turns; and for outputs that nobody reads. */
    private final Object[] room;

    private final Object[] spareRoom;

    ScanSteps(ScanRun scan, Execution execution) {
        this.scan = scan;
        this.execution = execution;
        this.carries = scan.carries().size();
        int sequences = scan.sequences().size();
        this.arguments = new Object[carries + sequences + scan.constants().size()];
        this.argumentsBegin = new int[arguments.length];
        this.results = new Object[carries + scan.outputs().size()];
        this.resultsBegin = new int[results.length];
        this.room = new Object[results.length];
        this.spareRoom = new Object[carries];
        for (int i = 0; i < carries; i++) {
            ScanRun.Carry carry = scan.carries().get(i);
            room[i] = carry.first().fresh();
            spareRoom[i] =
                    carry.inPlace() || isKept(carry) ? room[i] : carry.first().fresh();
        }
        for (int i = 0; i < scan.outputs().size(); i++) {
            ScanRun.Output output = scan.outputs().get(i);
            room[carries + i] = output.all().isPresent() ? Execution.NOTHING : fresh(output.type());
        }
    }

    private boolean isKept(ScanRun.Carry carry) {
        return carry.history().isPresent() && scan.length() > 0;
    }

    /** Before the first step. */
    void begin() {
        int sequences = scan.sequences().size();
        for (int i = 0; i < carries; i++) {
            first(i, scan.carries().get(i));
        }
        for (int i = 0; i < sequences; i++) {
            argument(carries + i, scan.sequences().get(i).place());
        }
        for (int i = 0; i < scan.constants().size(); i++) {
            argument(carries + sequences + i, scan.constants().get(i).place());
        }
        for (int i = 0; i < scan.outputs().size(); i++) {
            Optional<Place> all = scan.outputs().get(i).all();
            results[carries + i] = all.isPresent() ? execution.array(all.get().slot()) : room[carries + i];
        }
    }

    private void argument(int number, Place place) {
        arguments[number] = execution.array(place.slot());
        argumentsBegin[number] = execution.at(place);
    }

    /** A carry that is kept stands among those of all steps; another is in an array of its own. */
    private void first(int number, ScanRun.Carry carry) {
        Typed first = carry.first();
        Object from = execution.array(first.place().slot());
        if (isKept(carry)) {
            Place history = carry.history().orElseThrow();
            arguments[number] = execution.array(history.slot());
            argumentsBegin[number] = part(history, 0, first.size());
            results[number] = arguments[number];
        } else {
            arguments[number] = room[number];
            argumentsBegin[number] = 0;
            results[number] = spareRoom[number];
        }
        System.arraycopy(from, execution.at(first.place()), arguments[number], argumentsBegin[number], first.size());
    }

    /** Runs one step, by its number in the order of running. */
    void run(int count) {
        for (int i = 0; i < carries; i++) {
            next(i, count);
        }
        List<Typed> sequences = scan.sequences();
        for (int i = 0; i < sequences.size(); i++) {
            Typed sequence = sequences.get(i);
            argumentsBegin[carries + i] = part(sequence.place(), count, sequence.size());
        }
        for (int i = 0; i < scan.outputs().size(); i++) {
            ScanRun.Output output = scan.outputs().get(i);
            if (output.all().isPresent()) {
                resultsBegin[carries + i] =
                        part(output.all().get(), count, output.type().shape().size());
            }
        }
        scan.step().run(arguments, argumentsBegin, results, resultsBegin, execution.workers());
        for (int i = 0; i < carries; i++) {
            Object free = arguments[i];
            arguments[i] = results[i];
            results[i] = free;
            argumentsBegin[i] = resultsBegin[i];
        }
    }

    /** Where a kept carry goes: among those before each step, but for the last. */
    private void next(int number, int count) {
        Optional<Place> history = scan.carries().get(number).history();
        if (history.isPresent()) {
            Typed first = scan.carries().get(number).first();
            boolean last = count == scan.length() - 1;
            results[number] =
                    last ? room[number] : execution.array(history.get().slot());
            resultsBegin[number] = last ? 0 : part(history.get(), count + 1, first.size());
        }
    }

    /** After the last step. */
    void end() {
        for (int i = 0; i < carries; i++) {
            Object last = arguments[i];
            int begin = argumentsBegin[i];
            int size = scan.carries().get(i).first().size();
            Optional<Place> place = scan.carries().get(i).last();
            if (place.isPresent()) {
                place.get().write(execution, size, last, begin);
            }
        }
    }

    /** Lets go of the arrays that are not its own. */
    void release() {
        Arrays.fill(arguments, Execution.NOTHING);
        Arrays.fill(results, Execution.NOTHING);
    }

    /** Where the part of a buffer begins that belongs to a step. */
    private int part(Place place, int count, int size) {
        int number = scan.reverse() ? scan.length() - 1 - count : count;
        return execution.at(place) + number * size;
    }

    private static Object fresh(Type type) {
        return type.dtype().newArray(type.shape().size());
    }
}
