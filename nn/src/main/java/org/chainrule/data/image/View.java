package org.chainrule.data.image;

/**
 * How an image is looked at: which place of it each place of the result shows, and how bright. Places are measured in pixels from the
 * middle. What is done later is done to the result so far; nothing is resampled before all is known.
 *
 * <pre>
 * source = (xx·x + xy·y + dx, yx·x + yy·y + dy)
 * value  = gain·source value + bias, within 0 and 1
 * </pre>
 */
public record View(
        int width,
        int height,
        double xx,
        double xy,
        double yx,
        double yy,
        double dx,
        double dy,
        double gain,
        double bias) {
    /** The image as it is. */
    public static View of(int width, int height) {
        return new View(width, height, 1, 0, 0, 1, 0, 0, 1, 0);
    }

    /** Left and right exchanged. */
    public View flippedHorizontally() {
        return new View(width, height, -xx, xy, -yx, yy, dx, dy, gain, bias);
    }

    /** Top and bottom exchanged. */
    public View flippedVertically() {
        return new View(width, height, xx, -xy, yx, -yy, dx, dy, gain, bias);
    }

    /** Moved by so many pixels to the right and down. */
    public View moved(double right, double down) {
        return new View(
                width, height, xx, xy, yx, yy, dx - xx * right - xy * down, dy - yx * right - yy * down, gain, bias);
    }

    /** Turned clockwise about the middle, by an angle in degrees. */
    public View rotated(double degrees) {
        // strict: the same bits on every machine
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        return new View(
                width,
                height,
                xx * cos - xy * sin,
                xx * sin + xy * cos,
                yx * cos - yy * sin,
                yx * sin + yy * cos,
                dx,
                dy,
                gain,
                bias);
    }

    /** Made larger about the middle, or smaller by a factor below 1. */
    public View magnified(double factor) {
        return new View(width, height, xx / factor, xy / factor, yx / factor, yy / factor, dx, dy, gain, bias);
    }

    /** Lighter by so much, where 1 is from black to white. */
    public View brightened(double by) {
        return new View(width, height, xx, xy, yx, yy, dx, dy, gain, bias + by);
    }

    /** Each value so many times as far from the grey in the middle, ½. */
    public View contrasted(double factor) {
        return new View(width, height, xx, xy, yx, yy, dx, dy, gain * factor, (bias - 0.5) * factor + 0.5);
    }

    /** Writes a channel as it is seen into the same places of another array; beyond its border an image goes on as it ends. */
    void show(float[] from, float[] to, int begin) {
        for (int row = 0; row < height; row++) {
            double y = row + 0.5 - height / 2.0;
            for (int column = 0; column < width; column++) {
                double x = column + 0.5 - width / 2.0;
                double sourceX = xx * x + xy * y + dx + width / 2.0 - 0.5;
                double sourceY = yx * x + yy * y + dy + height / 2.0 - 0.5;
                double value = gain * between(from, begin, sourceX, sourceY) + bias;
                to[begin + row * width + column] = (float) Math.clamp(value, 0.0, 1.0);
            }
        }
    }

    /** Linearly between the four pixels around a place. */
    private double between(float[] from, int begin, double x, double y) {
        double withinX = Math.clamp(x, 0.0, width - 1.0);
        double withinY = Math.clamp(y, 0.0, height - 1.0);
        int left = (int) withinX;
        int top = (int) withinY;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double across = withinX - left;
        double down = withinY - top;
        double above = from[begin + top * width + left] * (1 - across) + from[begin + top * width + right] * across;
        double below =
                from[begin + bottom * width + left] * (1 - across) + from[begin + bottom * width + right] * across;
        return above * (1 - down) + below * down;
    }
}
