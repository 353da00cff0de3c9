package org.chainrule.data.image;

import java.util.random.RandomGenerator;

/** Numbers at random. */
final class Draw {
    private Draw() {}

    /** Between middle − most and middle + most, each as likely. */
    static double about(double middle, double most, RandomGenerator random) {
        return middle + most * (2 * random.nextDouble() - 1);
    }
}
