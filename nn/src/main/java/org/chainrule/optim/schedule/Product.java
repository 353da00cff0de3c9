package org.chainrule.optim.schedule;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.chainrule.optim.Schedule;

/**
 * Schedules multiplied: as a rate and factors on it. PyTorch's ChainedScheduler. The momentum is that of the first that has
 * one.
 *
 * @param factors at least one
 */
public record Product(List<Schedule> factors) implements Schedule {
    public Product {
        factors = List.copyOf(factors);
        if (factors.isEmpty()) {
            throw new IllegalArgumentException("a product of schedules has at least one");
        }
    }

    /** A product. */
    public static Product of(Schedule... factors) {
        return new Product(List.of(factors));
    }

    /** Of the last factor to end, if all do. */
    @Override
    public OptionalLong length() {
        return factors.stream().allMatch(factor -> factor.length().isPresent())
                ? factors.stream()
                        .mapToLong(factor -> factor.length().getAsLong())
                        .max()
                : OptionalLong.empty();
    }

    @Override
    public double rate(long step) {
        return factors.stream().mapToDouble(factor -> factor.rate(step)).reduce(1, (a, b) -> a * b);
    }

    @Override
    public OptionalDouble momentum(long step) {
        return factors.stream()
                .map(factor -> factor.momentum(step))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    @Override
    public Product after(long step, double validationLoss) {
        return new Product(factors.stream()
                .map(factor -> factor.after(step, validationLoss))
                .toList());
    }
}
