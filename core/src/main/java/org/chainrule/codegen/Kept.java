package org.chainrule.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand.Along;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/**
 * Values of columns that a later pass over the row reads where an earlier one wrote them, instead of computing them again: those that
 * are results anyway, and costly ones that wait where the row of a later result goes. A row was written shortly before: it is in cache.
 */
final class Kept {
    /** What is worth to be written and read, in the words of {@link KernelWeight}. */
    private static final int COSTLY = 16;

    private final KernelPlan plan;
    private final Map<Integer, Integer> operands = new HashMap<>();
    /** The pass in which the result comes in whose place a value waits: the last that finds the value there. */
    private final Map<Integer, Integer> lasts = new HashMap<>();

    private final List<Store> waiting = new ArrayList<>();

    private Kept(KernelPlan plan) {
        this.plan = plan;
    }

    /** No value at all. */
    static Kept nothing(KernelPlan plan) {
        return new Kept(plan);
    }

    static Kept of(KernelPlan plan) {
        Kept kept = new Kept(plan);
        for (Store store : plan.kernel().stores()) {
            if (kept.isPlain(store) && !(kept.step(store.value()) instanceof Step.Load)) {
                kept.operands.putIfAbsent(store.value(), store.operand());
            }
        }
        // in the place of the latest that needs it, a value is there for all
        plan.kernel().stores().stream()
                .filter(kept::isPlain)
                .sorted(Comparator.comparingInt(store -> -plan.pass(store.value())))
                .forEach(kept::waitFor);
        return kept;
    }

    private Step step(int number) {
        return plan.kernel().steps().get(number);
    }

    /** Whether a store writes each column of each row, beside the last, to an operand of its own. */
    private boolean isPlain(Store store) {
        Kernel kernel = plan.kernel();
        return store.accumulate().isEmpty()
                && store.mask() == Step.NO_MASK
                && kernel.operands().get(store.operand()).along() == Along.UNIT
                && kernel.operands().get(store.operand()).through().isEmpty()
                && kernel.steps().stream()
                        .noneMatch(step -> step instanceof Step.Load load && load.operand() == store.operand())
                && kernel.stores().stream()
                                .filter(other -> other.operand() == store.operand())
                                .count()
                        == 1;
    }

    /** Where a result's value needs just one value of an earlier pass, and that is costly, it waits in the result's place. */
    private void waitFor(Store store) {
        Set<Integer> earlier = new HashSet<>();
        collect(store.value(), plan.pass(store.value()), earlier, new HashSet<>());
        if (earlier.size() != 1) {
            return;
        }
        int value = earlier.iterator().next();
        boolean fits = plan.dtype(value) == plan.dtype(store.value());
        if (fits && !operands.containsKey(value) && cost(value, new HashSet<>()) >= COSTLY) {
            operands.put(value, store.operand());
            lasts.put(value, plan.pass(store.value()));
            waiting.add(Store.set(store.operand(), value));
        }
    }

    /** The values of columns, other than loads, that a value is computed from and that an earlier pass knows. */
    private void collect(int value, int pass, Set<Integer> earlier, Set<Integer> seen) {
        if (plan.isUniform(value) || step(value) instanceof Step.Load || !seen.add(value)) {
            return;
        }
        if (plan.pass(value) < pass) {
            earlier.add(value);
        } else {
            KernelPlan.arguments(step(value)).forEach(argument -> collect(argument, pass, earlier, seen));
        }
    }

    private int cost(int value, Set<Integer> seen) {
        if (plan.isUniform(value) || !seen.add(value)) {
            return 0;
        }
        if (operands.containsKey(value)) {
            return KernelWeight.LOAD;
        }
        return KernelWeight.of(plan, value)
                + KernelPlan.arguments(step(value)).stream()
                        .mapToInt(argument -> cost(argument, seen))
                        .sum();
    }

    /** The operand from which a pass reads a value, if it was written in an earlier one and is still there. */
    Optional<Integer> operand(int value, int pass) {
        boolean there = plan.pass(value) < pass && pass <= lasts.getOrDefault(value, pass);
        return there ? Optional.ofNullable(operands.get(value)) : Optional.empty();
    }

    /** What waits in the place of a later result. */
    List<Store> waiting() {
        return waiting;
    }
}
