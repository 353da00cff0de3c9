package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Multiplies the contrast by a factor between 1 − most and 1 + most.
 *
 * @param most from 0 to less than 1
 */
public record Contrast(double most) implements Augmentation {
    public Contrast {
        Arguments.belowOne("the largest change of contrast", most);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        return view.contrasted(Draw.about(1, most, random));
    }
}
