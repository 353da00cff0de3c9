package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;

/**
 * The range of a momentum that is cycled against the learning rate: low where the rate is high.
 *
 * @param low from 0 to less than 1
 * @param high from low to less than 1
 */
public record Swing(double low, double high) {
    public Swing {
        Arguments.belowOne("the lower momentum", low);
        Arguments.belowOne("the higher momentum", high);
        if (low > high) {
            throw new IllegalArgumentException("the lower momentum is " + low + ", above the higher one, " + high);
        }
    }
}
