package org.chainrule.runtime;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.chainrule.memory.AlignedArray;
import org.chainrule.threads.Workers;
import org.jspecify.annotations.Nullable;

/** The arrays that one run of a program works on: arguments, results, constants, and the arenas of everything between. */
public final class Execution {
    static final Object NOTHING = new Object();

    private final Object[] arrays;
    private final int[] begins;
    private final @Nullable LoopJob[] jobs;
    private final @Nullable ProductTile[] tiles;
    private final Map<ScanRun, ScanSteps> scans = new IdentityHashMap<>();
    private final Map<RoutineRun, RoutineJob> routines = new IdentityHashMap<>();
    private final Map<InPieces, InPieces.Job> pieces = new IdentityHashMap<>();
    private final Workers workers;
    private Arena[] arenas = {};

    /** Memory between instructions. */
    private record Arena(int slot, Program.Slot.Arena kind, AlignedArray array) {}

    Execution(int slots, int loops, Workers workers) {
        this.arrays = new Object[slots];
        Arrays.fill(arrays, NOTHING);
        this.begins = new int[slots];
        this.jobs = new LoopJob[loops];
        this.tiles = new ProductTile[loops];
        this.workers = workers;
    }

    /** The array in a slot. */
    public Object array(int slot) {
        return arrays[slot];
    }

    /** The element of its slot's array at which a buffer begins in this run. */
    int at(Place place) {
        return begins[place.slot()] + place.offset();
    }

    /** The element at which what is in a slot begins: not the first, if it is a part of a larger array. */
    int begin(int slot) {
        return begins[slot];
    }

    /** Puts what begins at an element of an array into a slot for the coming run. */
    void bind(int slot, Object array, int begin) {
        arrays[slot] = array;
        begins[slot] = begin;
    }

    /** Puts memory of its own into a slot. */
    void bind(int slot, Program.Slot.Arena kind) {
        Arena arena = new Arena(slot, kind, kind.arrays().make(kind.dtype(), kind.length()));
        arenas = Arrays.copyOf(arenas, arenas.length + 1);
        arenas[arenas.length - 1] = arena;
        bind(slot, arena.array().array(), 0);
    }

    /** Has such memory begin at cache lines for the coming run. */
    void align() {
        // by number, as an iterator would be an object each time
        for (int i = 0; i < arenas.length; i++) {
            Arena arena = arenas[i];
            arena.kind().arrays().align(arena.kind().dtype(), arena.array());
            begins[arena.slot()] = arena.array().begin();
        }
    }

    /** Lets go of the arrays in some slots, so that a program that is kept holds nobody's data. */
    void release(int[] slots) {
        for (int slot : slots) {
            arrays[slot] = NOTHING;
        }
        for (LoopJob job : jobs) {
            if (job != null) {
                job.release(NOTHING);
            }
        }
        // no iterator: it would be an object a step
        scans.forEach((_, steps) -> steps.release());
        pieces.forEach((_, job) -> job.release());
    }

    public Workers workers() {
        return workers;
    }

    /** The job of the loop of that number, made when it first runs. */
    LoopJob job(int number, LoopRun loop) {
        LoopJob job = jobs[number];
        if (job == null) {
            job = new LoopJob(loop);
            jobs[number] = job;
        }
        return job;
    }

    /** The steps of a scan, made when it first runs. */
    ScanSteps steps(ScanRun scan) {
        ScanSteps steps = scans.get(scan);
        if (steps == null) {
            steps = new ScanSteps(scan, this);
            scans.put(scan, steps);
        }
        return steps;
    }

    /** What a routine works on, made when it first runs. */
    RoutineJob routine(RoutineRun routine) {
        RoutineJob job = routines.get(routine);
        if (job == null) {
            job = new RoutineJob(routine, this);
            routines.put(routine, job);
        }
        return job;
    }

    /** Runs so many pieces of an instruction on the workers. What does them is made when it first runs. */
    void share(int count, InPieces instruction) {
        InPieces.Job job = pieces.get(instruction);
        if (job == null) {
            job = instruction.job(this);
            pieces.put(instruction, job);
        }
        workers.run(count, job);
    }

    /** What finishes the tiles of a product, made when it first runs; its number is that of its first loop. */
    ProductTile tile(int number, ProductRun product) {
        ProductTile tile = tiles[number];
        if (tile == null) {
            tile = new ProductTile(product, this);
            tiles[number] = tile;
        }
        return tile;
    }
}
