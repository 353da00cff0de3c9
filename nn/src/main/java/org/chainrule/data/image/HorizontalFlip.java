package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Exchanges left and right.
 *
 * @param probability of it, from 0 to 1
 */
public record HorizontalFlip(double probability) implements Augmentation {
    public HorizontalFlip {
        Arguments.notNegative("the probability", probability);
        Arguments.notNegative("1 − probability", 1 - probability);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        return random.nextDouble() < probability ? view.flippedHorizontally() : view;
    }
}
