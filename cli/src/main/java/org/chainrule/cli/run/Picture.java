package org.chainrule.cli.run;

/**
 * A picture of red, green and blue.
 *
 * @param colours 0xRRGGBB, row by row; kept, not copied
 * @param isInk whether it is writing on paper, which a dark page may show as light on dark
 */
public record Picture(int width, int height, int[] colours, boolean isInk) {
    public Picture {
        if (colours.length != width * height) {
            throw new IllegalArgumentException(colours.length + " pixels are not " + width + " × " + height);
        }
    }

    /** Writing: a number per pixel, row by row, from 0 (paper) to 1 (ink). */
    public static Picture ofInk(int width, int height, float... ink) {
        int[] colours = new int[ink.length];
        for (int i = 0; i < ink.length; i++) {
            colours[i] = 0x010101 * level(1 - ink[i]);
        }
        return new Picture(width, height, colours, true);
    }

    /** An image: grey, or red, green and blue one after the other, row by row, from 0 to 1. */
    public static Picture of(int width, int height, float... values) {
        int area = width * height;
        boolean isGrey = values.length == area;
        int[] colours = new int[area];
        for (int i = 0; i < area; i++) {
            int red = level(values[i]);
            int green = isGrey ? red : level(values[area + i]);
            int blue = isGrey ? red : level(values[2 * area + i]);
            colours[i] = red << 16 | green << 8 | blue;
        }
        return new Picture(width, height, colours, false);
    }

    private static int level(double value) {
        return (int) Math.round(255 * Math.clamp(value, 0.0, 1.0));
    }
}
