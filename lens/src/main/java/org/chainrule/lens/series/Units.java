package org.chainrule.lens.series;

/**
 * Rectified units: outputs of a ReLU.
 *
 * @param after the layer that they stand behind
 * @param dead how many of them are 0 for every example that was looked at, so that no gradient passes
 * @param count how many there are
 * @param examples that were looked at
 */
public record Units(String after, int dead, int count, int examples) {
    public double share() {
        return (double) dead / count;
    }
}
