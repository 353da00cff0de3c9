package org.chainrule.cli.run;

/** A gray image: one number per pixel, row by row, from 0 (paper) to 1 (ink). */
public final class GrayImage {
    private final int width;
    private final int height;
    private final float[] ink;

    public GrayImage(int width, int height, float[] ink) {
        if (ink.length != width * height) {
            throw new IllegalArgumentException(ink.length + " pixels are not " + width + " × " + height);
        }
        this.width = width;
        this.height = height;
        this.ink = ink.clone();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The ink at a place, from 0 to 1. */
    public double ink(int x, int y) {
        return Math.clamp(ink[y * width + x], 0, 1);
    }
}
