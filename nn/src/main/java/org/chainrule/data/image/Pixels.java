package org.chainrule.data.image;

/**
 * A decoded image, a byte a value: channel after channel, each row after row.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param values kept, not copied
 */
record Pixels(int channels, int height, int width, byte[] values) {
    /** Whether red, green and blue are the same everywhere. */
    boolean isGrey() {
        int area = height * width;
        for (int i = 0; i < area && channels == 3; i++) {
            if (values[i] != values[area + i] || values[i] != values[2 * area + i]) {
                return false;
            }
        }
        return true;
    }

    /** In grey, or in colour: grey is 0.299·red + 0.587·green + 0.114·blue (ITU-R BT.601). */
    Pixels in(int wanted) {
        if (wanted == channels) {
            return this;
        }
        int area = height * width;
        byte[] result = new byte[wanted * area];
        for (int i = 0; i < area; i++) {
            if (wanted == 1) {
                int weighed = 299 * value(i) + 587 * value(area + i) + 114 * value(2 * area + i);
                result[i] = (byte) ((weighed + 500) / 1000);
            } else {
                result[i] = values[i];
                result[area + i] = values[i];
                result[2 * area + i] = values[i];
            }
        }
        return new Pixels(wanted, height, width, result);
    }

    private int value(int place) {
        return values[place] & 0xFF;
    }
}
