package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Makes the image lighter or darker, by an amount between −most and most, where 1 is from black to white.
 *
 * @param most from 0 on
 */
public record Brightness(double most) implements Augmentation {
    public Brightness {
        Arguments.notNegative("the largest change of light", most);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        return view.brightened(Draw.about(0, most, random));
    }
}
