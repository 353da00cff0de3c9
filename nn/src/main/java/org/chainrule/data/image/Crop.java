package org.chainrule.data.image;

import java.util.random.RandomGenerator;
import org.chainrule.arguments.Arguments;

/**
 * Shows a part of the image in the place of the whole, somewhere in it and of the same form.
 *
 * @param least share of the area that is shown, above 0, at most 1
 */
public record Crop(double least) implements Augmentation {
    public Crop {
        Arguments.positive("the least area", least);
        Arguments.notNegative("1 − the least area", 1 - least);
    }

    @Override
    public View of(View view, RandomGenerator random) {
        double side = Math.sqrt(least + (1 - least) * random.nextDouble());
        double right = Draw.about(0, (1 - side) / 2, random);
        double down = Draw.about(0, (1 - side) / 2, random);
        return view.moved(right * view.width(), down * view.height()).magnified(1 / side);
    }
}
