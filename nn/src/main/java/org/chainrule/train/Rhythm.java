package org.chainrule.train;

import java.time.Duration;
import org.chainrule.arguments.Arguments;

/** How often something is done in a training. */
public sealed interface Rhythm {
    /** After every so many epochs, from 1 on. */
    record Epochs(int count) implements Rhythm {
        public Epochs {
            Arguments.count("epochs", count);
        }
    }

    /** After every so many steps, from 1 on. */
    record Steps(int count) implements Rhythm {
        public Steps {
            Arguments.count("steps", count);
        }
    }

    /** After the first step since so long. */
    record Time(Duration least) implements Rhythm {
        public Time {
            if (least.isNegative()) {
                throw new IllegalArgumentException("a time is not negative, but " + least + " is");
            }
        }
    }
}
