package org.chainrule.cli.run;

import java.util.Locale;

/** How long a part of a work took, short. */
public final class Took {
    private static final double SHORT = 0.1;

    private Took() {}

    public static String of(double seconds) {
        if (seconds < 0.001) {
            return "<1 ms";
        }
        return seconds < SHORT
                ? String.format(Locale.ROOT, "%.0f ms", 1000 * seconds)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
