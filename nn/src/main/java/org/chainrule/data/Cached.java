package org.chainrule.data;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Another data set, whose examples are kept once they were read. */
final class Cached implements Dataset {
    private final Dataset whole;
    // Java's class has no other word for a place that is not filled yet
    private final AtomicReferenceArray<@Nullable ExampleRow> rows;

    Cached(Dataset whole) {
        this.whole = whole;
        this.rows = new AtomicReferenceArray<>(whole.size());
    }

    @Override
    public int size() {
        return rows.length();
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        int[] missing = Arrays.stream(numbers)
                .filter(number -> rows.get(number) == null)
                .distinct()
                .toArray();
        if (missing.length > 0) {
            Batch read = whole.batch(missing);
            // threads that read the same example at once have read the same of it
            IntStream.range(0, missing.length).forEach(i -> rows.set(missing[i], ExampleRow.of(read, i)));
        }
        List<ExampleRow> wanted = IntStream.of(numbers).mapToObj(this::kept).toList();
        return wanted.isEmpty() ? whole.batch() : ExampleRow.batch(wanted);
    }

    private ExampleRow kept(int number) {
        ExampleRow row = rows.get(number);
        if (row == null) {
            throw new AssertionError("example " + number + " was read, but is not kept");
        }
        return row;
    }
}
