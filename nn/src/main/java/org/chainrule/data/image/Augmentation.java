package org.chainrule.data.image;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A way to vary images while they are learnt from, so that the model does not learn them by heart. What varies is drawn for each image and
 * epoch anew.
 */
@FunctionalInterface
public interface Augmentation {
    /** A view of an image, varied once more. */
    View of(View view, RandomGenerator random);

    /** For photographs: mirrored or not, a part of at least 0.6 of the area, turned by up to 10°, light and contrast changed by up to 0.2. */
    static List<Augmentation> photo() {
        return List.of(
                new HorizontalFlip(0.5), new Crop(0.6), new Rotation(10), new Brightness(0.2), new Contrast(0.2));
    }

    /** For digits, letters and drawings, which mirrored would be others: moved by up to 0.08 of the side, turned by up to 10°, up to 0.1 larger or smaller. */
    static List<Augmentation> drawing() {
        return List.of(new Rotation(10), new Zoom(0.1), new Shift(0.08));
    }
}
