package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Type;

/** One run of a scan: the arrays that its next step reads and writes, and where in each it begins. */
final class ScanSteps {
    private final ScanRun scan;
    private final Execution execution;
    private final int carries;
    private final Object[] arguments;
    private final int[] argumentsBegin;
    private final Object[] results;
    private final int[] resultsBegin;

    /** Before the first step. */
    ScanSteps(ScanRun scan, Execution execution) {
        this.scan = scan;
        this.execution = execution;
        this.carries = scan.carries().size();
        int sequences = scan.sequences().size();
        this.arguments = new Object[carries + sequences + scan.constants().size()];
        this.argumentsBegin = new int[arguments.length];
        this.results = new Object[carries + scan.outputs().size()];
        this.resultsBegin = new int[results.length];
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
            ScanRun.Output output = scan.outputs().get(i);
            results[carries + i] =
                    output.all().map(place -> execution.array(place.slot())).orElseGet(() -> fresh(output.type()));
        }
    }

    private void argument(int number, Place place) {
        arguments[number] = execution.array(place.slot());
        argumentsBegin[number] = execution.at(place);
    }

    /** A carry that is kept stands among those of all steps; another is in an array of its own. */
    private void first(int number, ScanRun.Carry carry) {
        Typed first = carry.first();
        if (carry.history().isPresent() && scan.length() > 0) {
            Place history = carry.history().get();
            arguments[number] = execution.array(history.slot());
            argumentsBegin[number] = part(history, 0, first.size());
            Object from = execution.array(first.place().slot());
            System.arraycopy(
                    from, execution.at(first.place()), arguments[number], argumentsBegin[number], first.size());
            results[number] = arguments[number];
        } else {
            arguments[number] = first.place().copy(execution, first.type());
            results[number] = carry.inPlace() ? arguments[number] : first.fresh();
        }
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
                    last ? first.fresh() : execution.array(history.get().slot());
            resultsBegin[number] = last ? 0 : part(history.get(), count + 1, first.size());
        }
    }

    /** After the last step. */
    void end() {
        for (int i = 0; i < carries; i++) {
            Object last = arguments[i];
            int begin = argumentsBegin[i];
            int size = scan.carries().get(i).first().size();
            scan.carries().get(i).last().ifPresent(place -> place.write(execution, size, last, begin));
        }
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
