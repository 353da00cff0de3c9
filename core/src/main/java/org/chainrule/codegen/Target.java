package org.chainrule.codegen;

import org.chainrule.simd.Simd;

/** What code is emitted for. All targets compute the same bits. */
public sealed interface Target {
    /** Plain Java arithmetic, one column after the other. */
    record Scalar() implements Target {}

    /** The same for a few runs: without the hints by which HotSpot compiles what is here to stay. */
    record FirstScalar() implements Target {}

    /**
     * The Vector API.
     *
     * @param bits the width of a hardware vector: 128, 256 or 512
     */
    record Vector(int bits) implements Target {
        public Vector {
            if (bits != 128 && bits != 256 && bits != 512) {
                throw new IllegalArgumentException("no vectors of " + bits + " bits; there are 128, 256 and 512");
            }
        }
    }

    /** The best of this machine. */
    static Target preferred() {
        return Simd.available() ? new Vector(Simd.bits()) : new Scalar();
    }
}
