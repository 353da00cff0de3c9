package org.chainrule.simd;

/**
 * Whether this JVM has the Vector API, and how wide its vectors are. The API is an incubator module: it is there only if
 * the JVM was started with {@code --add-modules jdk.incubator.vector}. Without it no class that refers to it is linked.
 */
public final class Simd {
    /** Forces a width, in bits, that is not above the machine's: 128, 256 or 512; 0 for no vectors at all. */
    public static final String BITS_PROPERTY = "chainrule.vectorBits";

    private static final String MODULE = "jdk.incubator.vector";

    private Simd() {}

    /** Whether vector code can run. The first time that it cannot, a warning names the flag. */
    public static boolean available() {
        return Detected.BITS > 0;
    }

    /** The bits of a hardware vector; 0 if there is no Vector API. */
    public static int bits() {
        return Detected.BITS;
    }

    /** Looked up once, when first asked. */
    private static final class Detected {
        static final int BITS = detect();

        private static int detect() {
            int forced = Integer.getInteger(BITS_PROPERTY, -1);
            if (forced == 0) {
                return 0;
            }
            if (!linkable()) {
                System.getLogger(Simd.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "The Vector API is off, so computation is many times slower than it could be;"
                                        + " start java with --add-modules " + MODULE);
                return 0;
            }
            return forced > 0 ? forced : PreferredVectors.bits();
        }

        /** In the boot layer by the flag, or in a later one where a launcher has loaded it. */
        private static boolean linkable() {
            try {
                Class<?> vector = Class.forName(MODULE + ".Vector", false, Simd.class.getClassLoader());
                return Simd.class.getModule().canRead(vector.getModule());
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
