package org.chainrule.bench.agree;

import java.util.List;

/**
 * What an operation is applied to.
 *
 * @param <T> an engine's tensors
 * @param numbers the operation's attributes
 */
public record Asked<T>(List<T> inputs, List<Integer> numbers) {
    static Asked<Given> of(Given... inputs) {
        return new Asked<>(List.of(inputs), List.of());
    }

    Asked<T> with(Integer... attributes) {
        return with(List.of(attributes));
    }

    Asked<T> with(List<Integer> attributes) {
        return new Asked<>(inputs, attributes);
    }

    public T input(int index) {
        return inputs.get(index);
    }

    public T x() {
        return inputs.get(0);
    }

    public T y() {
        return inputs.get(1);
    }

    public int number(int index) {
        return numbers.get(index);
    }

    /** The attributes from one on. */
    public int[] ints(int from) {
        return numbers.stream().skip(from).mapToInt(Integer::intValue).toArray();
    }

    public int[] ints() {
        return ints(0);
    }

    public long[] longs(int from) {
        return numbers.stream().skip(from).mapToLong(Integer::longValue).toArray();
    }

    public long[] longs() {
        return longs(0);
    }
}
