package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Turns the image about its middle by an angle between −most and most.
 *
 * @param most in degrees, from 0 on
 */
public record Rotation(double most) implements Augmentation {
    public Rotation {
        Arguments.notNegative("the largest angle", most);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        return view.rotated(Draw.about(0, most, random));
    }
}
