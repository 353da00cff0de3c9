package org.chainrule.graph;

import java.util.Set;

/**
 * Where the elements of a constant come from: which nodes a function was given that it computed them from. It knows these by number alone, so
 * results keep no argument in memory, however long a chain of states becomes. One is equal to no other.
 */
public final class Origins {
    /** Of elements that the user gave. */
    public static final Origins GIVEN = new Origins();

    /** Of elements that were computed from what nobody knows. */
    public static final Origins UNKNOWN = new Origins();

    private final long[] numbers;

    private Origins(long... numbers) {
        this.numbers = numbers;
    }

    /** Of elements that were computed from the nodes of these numbers, an array that is not changed any more. */
    public static Origins of(long... numbers) {
        return new Origins(numbers);
    }

    /** Whether one of some nodes is among them, of which the numbers are given. */
    public boolean isAmong(Set<Long> others) {
        for (long number : numbers) {
            if (others.contains(number)) {
                return true;
            }
        }
        return false;
    }
}
