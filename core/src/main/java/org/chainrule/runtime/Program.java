package org.chainrule.runtime;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.memory.AlignedArrays;
import org.chainrule.memory.Pool;
import org.chainrule.plan.Plan;
import org.chainrule.threads.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A compiled graph: instructions over numbered arrays. Any number of threads may run it at once; each run takes an
 * execution from a pool, so a steady state allocates nothing but results.
 */
public final class Program {
    /** Where the arrays begin that hold nothing but what is given. */
    private static final int[] WHOLE = {};

    private final List<Instruction> instructions;
    private volatile @Nullable List<Work> worksAsked;
    private volatile @Nullable Plan planAsked;
    private final List<Slot> slots;
    private final int[] given;
    private final int loops;
    private final About about;
    private final Pool<Execution> idle = new Pool<>();

    /** What an array is for. */
    public sealed interface Slot {
        /** Given at each run, by number. */
        record Argument(int index) implements Slot {}

        /** Written at each run, by number. */
        record Output(int index) implements Slot {}

        /** The same at each run. */
        record Constant(Object array) implements Slot {}

        /** Scratch memory that the program's intermediate values share. */
        record Arena(AlignedArrays arrays, DType dtype, int length) implements Slot {}

        /** The parts of a product that is kept nowhere: each thread has its own. */
        record Parts() implements Slot {}
    }

    /**
     * @param slots what the arrays are for, in the order of the instructions' slot numbers
     * @param loops the number of loops among the instructions, epilogues included
     */
    public Program(List<Instruction> instructions, List<Slot> slots, int loops, About about) {
        this.instructions = List.copyOf(instructions);
        this.slots = List.copyOf(slots);
        this.given = IntStream.range(0, slots.size())
                .filter(slot -> slots.get(slot) instanceof Slot.Argument || slots.get(slot) instanceof Slot.Output)
                .toArray();
        this.loops = loops;
        this.about = about;
    }

    /** Runs once: reads the arguments' arrays and writes the outputs'. */
    public void run(Object[] arguments, Object[] outputs, Workers workers) {
        run(arguments, WHOLE, outputs, WHOLE, workers);
    }

    /** Runs once on parts of arrays, of which it is said at which elements they begin. */
    void run(Object[] arguments, int[] argumentsBegin, Object[] outputs, int[] outputsBegin, Workers workers) {
        Execution execution = begin(arguments, argumentsBegin, outputs, outputsBegin, workers);
        @Nullable Recorder recorder = Recorder.active();
        if (recorder == null) {
            // by number, as an iterator would be an object each time
            for (int i = 0; i < instructions.size(); i++) {
                instructions.get(i).run(execution);
            }
        } else {
            record(recorder, execution);
        }
        end(execution);
    }

    /** Runs once, and says how many nanoseconds each instruction took. */
    public long[] timed(Object[] arguments, Object[] outputs, Workers workers) {
        Execution execution = begin(arguments, WHOLE, outputs, WHOLE, workers);
        long[] nanos = new long[instructions.size()];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            instructions.get(i).run(execution);
            nanos[i] = System.nanoTime() - begin;
        }
        end(execution);
        return nanos;
    }

    private Execution begin(
            Object[] arguments, int[] argumentsBegin, Object[] outputs, int[] outputsBegin, Workers workers) {
        Execution execution = take(workers);
        for (int slot : given) {
            switch (slots.get(slot)) {
                case Slot.Argument(int index) -> execution.bind(slot, arguments[index], begin(argumentsBegin, index));
                case Slot.Output(int index) -> execution.bind(slot, outputs[index], begin(outputsBegin, index));
                case Slot.Constant _, Slot.Arena _, Slot.Parts _ -> {}
            }
        }
        return execution;
    }

    private static int begin(int[] begins, int index) {
        return begins == WHOLE ? 0 : begins[index];
    }

    private void end(Execution execution) {
        execution.release(given);
        // an execution that a failure left behind is not used again
        idle.give(execution);
    }

    private void record(Recorder recorder, Execution execution) {
        @Nullable List<Work> known = worksAsked;
        List<Work> told = known == null ? about.works() : known;
        worksAsked = told;
        for (int i = 0; i < instructions.size(); i++) {
            recorder.run(instructions.get(i), told.get(i), execution);
        }
    }

    private Execution take(Workers workers) {
        @Nullable Execution used = idle.poll();
        if (used != null && used.workers() == workers) {
            used.align();
            return used;
        }
        Execution fresh = new Execution(slots.size(), loops, workers);
        for (int slot = 0; slot < slots.size(); slot++) {
            switch (slots.get(slot)) {
                case Slot.Constant constant -> fresh.bind(slot, constant.array(), 0);
                case Slot.Arena arena -> fresh.bind(slot, arena);
                case Slot.Argument _, Slot.Output _, Slot.Parts _ -> {}
            }
        }
        return fresh;
    }

    /** Nodes, kernels and buffers, for people. */
    public String explain() {
        return about.explain();
    }

    /** Kernels and buffers. */
    public Plan plan() {
        @Nullable Plan known = planAsked;
        Plan told = known == null ? about.plan() : known;
        planAsked = told;
        return told;
    }

    /** Visits the instructions in the order in which they run. */
    public void forEach(Consumer<Instruction> visitor) {
        instructions.forEach(visitor);
    }
}
