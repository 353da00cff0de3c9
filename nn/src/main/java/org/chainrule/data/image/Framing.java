package org.chainrule.data.image;

/**
 * Images of any size as squares of one size: the largest square in the middle, resampled. A value is a mean of those around its place,
 * weighed by a triangle as wide as a pixel of the coarser image: smaller images are averaged, larger ones interpolated, and those of that
 * size stay as they are. Pillow's and torchvision's antialiased bilinear filter.
 */
final class Framing {
    private final int size;
    private final int side;
    private final int[] first;
    private final float[][] weights;

    private Framing(int side, int size) {
        this.size = size;
        this.side = side;
        this.first = new int[size];
        this.weights = new float[size][];
        double scale = (double) side / size;
        double reach = Math.max(1, scale);
        for (int i = 0; i < size; i++) {
            double centre = (i + 0.5) * scale;
            int from = Math.max(0, (int) Math.floor(centre - reach));
            int to = Math.min(side, (int) Math.ceil(centre + reach));
            first[i] = from;
            weights[i] = weights(centre - from, reach, to - from);
        }
    }

    /** How much each of some pixels counts, in all 1. */
    private static float[] weights(double centre, double reach, int count) {
        double[] raw = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            raw[i] = Math.max(0, 1 - Math.abs(i + 0.5 - centre) / reach);
            sum += raw[i];
        }
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (float) (raw[i] / sum);
        }
        return result;
    }

    /** The square of that size. */
    static Pixels square(Pixels image, int size) {
        int side = Math.min(image.height(), image.width());
        return image.height() == size && image.width() == size ? image : new Framing(side, size).of(image);
    }

    private Pixels of(Pixels image) {
        byte[] result = new byte[image.channels() * size * size];
        int top = (image.height() - side) / 2;
        int left = (image.width() - side) / 2;
        float[] narrow = new float[side * size];
        for (int channel = 0; channel < image.channels(); channel++) {
            int begin = channel * image.height() * image.width();
            for (int y = 0; y < side; y++) {
                narrow(image.values(), begin + (top + y) * image.width() + left, narrow, y * size);
            }
            flatten(narrow, result, channel * size * size);
        }
        return new Pixels(image.channels(), size, size, result);
    }

    private void narrow(byte[] from, int begin, float[] to, int place) {
        for (int x = 0; x < size; x++) {
            float sum = 0;
            for (int i = 0; i < weights[x].length; i++) {
                sum += weights[x][i] * (from[begin + first[x] + i] & 0xFF);
            }
            to[place + x] = sum;
        }
    }

    private void flatten(float[] narrow, byte[] to, int place) {
        float[] sums = new float[size];
        for (int y = 0; y < size; y++) {
            java.util.Arrays.fill(sums, 0.5f); // to round
            for (int i = 0; i < weights[y].length; i++) {
                for (int x = 0; x < size; x++) {
                    sums[x] += weights[y][i] * narrow[(first[y] + i) * size + x];
                }
            }
            for (int x = 0; x < size; x++) {
                to[place + y * size + x] = (byte) Math.clamp((long) sums[x], 0, 255);
            }
        }
    }
}
