package org.chainrule.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two data sets, one behind the other. */
record Joined(Dataset first, Dataset second) implements Dataset {
    Joined {
        // told now, rather than by a size below 0
        Math.addExact(first.size(), second.size());
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public Dataset inEpoch(int epoch, long seed) {
        return new Joined(first.inEpoch(epoch, seed), second.inEpoch(epoch, seed));
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        int split = first.size();
        int[] before = Arrays.stream(numbers).filter(number -> number < split).toArray();
        if (before.length == numbers.length) {
            return first.batch(numbers);
        }
        int[] behind = Arrays.stream(numbers)
                .filter(number -> number >= split)
                .map(number -> number - split)
                .toArray();
        Batch rest = second.batch(behind);
        if (before.length == 0) {
            return rest;
        }
        Batch begin = first.batch(before);
        List<ExampleRow> rows = new ArrayList<>();
        int taken = 0;
        for (int number : numbers) {
            rows.add(number < split ? ExampleRow.of(begin, taken++) : ExampleRow.of(rest, rows.size() - taken));
        }
        return ExampleRow.batch(rows);
    }
}
