package org.chainrule.runtime;

import java.util.Arrays;
import org.chainrule.threads.Workers;
import org.jspecify.annotations.Nullable;

/** The arrays that one run of a program works on: arguments, results, constants, and the arenas of everything between. */
public final class Execution {
    private static final Object NOTHING = new Object();

    private final Object[] arrays;
    private final @Nullable LoopJob[] jobs;
    private final @Nullable ProductTile[] tiles;
    private final Workers workers;

    Execution(int slots, int loops, Workers workers) {
        this.arrays = new Object[slots];
        this.jobs = new LoopJob[loops];
        this.tiles = new ProductTile[loops];
        this.workers = workers;
    }

    /** The array in a slot. */
    public Object array(int slot) {
        return arrays[slot];
    }

    /** Puts an array into a slot for the coming run. */
    public void bind(int slot, Object array) {
        arrays[slot] = array;
    }

    /** Lets go of the arrays in some slots, so that a program that is kept holds nobody's data. */
    void release(int[] slots) {
        for (int slot : slots) {
            arrays[slot] = NOTHING;
        }
        for (LoopJob job : jobs) {
            if (job != null) {
                Arrays.fill(job.operands(), NOTHING);
            }
        }
    }

    public Workers workers() {
        return workers;
    }

    /** The job of the loop of that number, made when it first runs. */
    LoopJob job(int number, LoopRun loop, int operands) {
        LoopJob job = jobs[number];
        if (job == null) {
            job = new LoopJob(loop, operands);
            jobs[number] = job;
        }
        return job;
    }

    /** What finishes the tiles of a product, made when it first runs; its number is that of its first loop. */
    ProductTile tile(int number, ProductRun product) {
        ProductTile tile = tiles[number];
        if (tile == null) {
            tile = new ProductTile(product);
            tiles[number] = tile;
        }
        return tile;
    }
}
