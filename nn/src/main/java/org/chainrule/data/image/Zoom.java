package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Makes the image larger or smaller about its middle, by a factor between 1 − most and 1 + most.
 *
 * @param most from 0 to less than 1
 */
public record Zoom(double most) implements Augmentation {
    public Zoom {
        Arguments.belowOne("the largest change of size", most);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        return view.magnified(Draw.about(1, most, random));
    }
}
