package org.chainrule.compile;

import java.util.Arrays;
import java.util.Optional;

/** An affine function of a loop's axes: offset + Σ step · index. */
record Address(int offset, int[] steps) {
    /** The remainder by an extent, if it is affine too: the terms that the extent does not divide stay below it. */
    Optional<Address> remainder(int extent, int[] loop) {
        int low = Math.floorMod(offset, extent);
        int[] rest = new int[steps.length];
        int lowest = low;
        int highest = low;
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] % extent != 0) {
                rest[i] = steps[i];
                lowest += Math.min(0, steps[i] * (loop[i] - 1));
                highest += Math.max(0, steps[i] * (loop[i] - 1));
            }
        }
        return lowest >= 0 && highest < extent ? Optional.of(new Address(low, rest)) : Optional.empty();
    }

    /** What is left above a remainder by an extent. */
    Address quotient(Address remainder, int extent) {
        int[] rest = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            rest[i] = (steps[i] - remainder.steps[i]) / extent;
        }
        return new Address((offset - remainder.offset) / extent, rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && address.offset == offset && Arrays.equals(address.steps, steps);
    }

    @Override
    public int hashCode() {
        return 31 * offset + Arrays.hashCode(steps);
    }
}
