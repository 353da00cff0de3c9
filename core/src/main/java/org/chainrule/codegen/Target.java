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
     * @param together how many of them are written side by side in the loop over whole vectors of columns, if nothing is put together in it; a power
     *     of two
     */
    record Vector(int bits, int together) implements Target {
        /** One after the other. */
        public Vector(int bits) {
            this(bits, 1);
        }

        public Vector {
            if (bits != 128 && bits != 256 && bits != 512) {
                throw new IllegalArgumentException("no vectors of " + bits + " bits; there are 128, 256 and 512");
            }
            if (Integer.bitCount(together) != 1) {
                throw new IllegalArgumentException(together + " vectors side by side; their number is a power of two");
            }
        }
    }

    /** The best of this machine. */
    static Target preferred() {
        return preferred(1);
    }

    /** The same, with so many vectors side by side. */
    static Target preferred(int together) {
        return Simd.available() ? new Vector(Simd.bits(), together) : new Scalar();
    }
}
