package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Exchanges top and bottom, for what has no top: cells, stars, fields seen from above.
 *
 * @param probability of it, from 0 to 1
 */
public record VerticalFlip(double probability) implements Augmentation {
    public VerticalFlip {
        Arguments.notNegative("the probability", probability);
        Arguments.notNegative("1 − probability", 1 - probability);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        return random.nextDouble() < probability ? view.flippedVertically() : view;
    }
}
