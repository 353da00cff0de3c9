package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Moves the image, in each direction by an amount between −most and most.
 *
 * @param most as a share of the side, from 0 to less than 1
 */
public record Shift(double most) implements Augmentation {
    public Shift {
        Arguments.belowOne("the largest shift", most);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        double right = Draw.about(0, most, random);
        double down = Draw.about(0, most, random);
        return view.moved(right * view.width(), down * view.height());
    }
}
