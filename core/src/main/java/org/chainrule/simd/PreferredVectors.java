package org.chainrule.simd;

import jdk.incubator.vector.FloatVector;

/** What the Vector API prefers on this machine. Linked only where the API is there. */
final class PreferredVectors {
    private static final int NARROWEST = 128;
    private static final int WIDEST = 512;

    private PreferredVectors() {}

    /** 128, 256 or 512; wider vectors (SVE) are used in part, and narrower ones (no SIMD unit) are none: 0. */
    static int bits() {
        int bits = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), WIDEST);
        return bits < NARROWEST ? 0 : Integer.highestOneBit(bits);
    }
}
