package org.chainrule.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Times the instructions of all programs while it is active. What an instruction's own programs take is not counted as its own. */
public final class Recorder {
    private static final AtomicReference<@Nullable Recorder> ACTIVE = new AtomicReference<>();

    private final Map<Work, Times> times = new ConcurrentHashMap<>();
    private final ThreadLocal<long[]> within = ThreadLocal.withInitial(() -> new long[1]);

    private record Times(LongAdder runs, LongAdder nanos) {}

    /** Equal work, and what all its runs took together. */
    public record Total(Work work, long runs, long nanos) {}

    static @Nullable Recorder active() {
        return ACTIVE.get();
    }

    /** From now on this one is told, and no other. */
    public void start() {
        ACTIVE.set(this);
    }

    public void stop() {
        ACTIVE.compareAndSet(this, null);
    }

    void run(Instruction instruction, Work work, Execution execution) {
        long[] inner = within.get();
        long innerBefore = inner[0];
        inner[0] = 0;
        InstructionEvent event = new InstructionEvent();
        event.begin();
        long begin = System.nanoTime();
        instruction.run(execution);
        long nanos = System.nanoTime() - begin;
        event.commit(work);
        Times sums = times.computeIfAbsent(work, fresh -> new Times(new LongAdder(), new LongAdder()));
        sums.runs.increment();
        sums.nanos.add(nanos - inner[0]);
        inner[0] = innerBefore + nanos;
    }

    /** What was done so far, the longest first. */
    public List<Total> totals() {
        List<Total> totals = new ArrayList<>();
        times.forEach((work, sums) -> totals.add(new Total(work, sums.runs.sum(), sums.nanos.sum())));
        totals.sort(Comparator.comparingLong(Total::nanos).reversed());
        return totals;
    }
}
