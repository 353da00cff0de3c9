package org.chainrule.data;

import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/**
 * Grey images with class labels, a byte a pixel. Batches are float32 [batch, height, width] with pixels from 0 to 1, and int32
 * labels.
 */
public final class Images implements Dataset {
    private final byte[] pixels;
    private final int[] labels;
    private final int height;
    private final int width;

    /**
     * @param pixels image after image, row after row; kept, not copied
     * @param labels a class number for each image
     */
    public Images(byte[] pixels, int[] labels, int height, int width) {
        if ((long) labels.length * height * width != pixels.length) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not " + labels.length + " images of " + height + "×" + width);
        }
        this.pixels = pixels;
        this.labels = labels;
        this.height = height;
        this.width = width;
    }

    @Override
    public int size() {
        return labels.length;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int label(int number) {
        return labels[number];
    }

    /** The largest label and one more. */
    public int classes() {
        int largest = -1;
        for (int label : labels) {
            largest = Math.max(largest, label);
        }
        return largest + 1;
    }

    /** A pixel, from 0 to 255. */
    public int pixel(int number, int row, int column) {
        return pixels[(number * height + row) * width + column] & 0xFF;
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        int area = height * width;
        float[] values = new float[numbers.length * area];
        int[] targets = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int begin = numbers[i] * area;
            for (int p = 0; p < area; p++) {
                values[i * area + p] = (pixels[begin + p] & 0xFF) / 255f;
            }
            targets[i] = labels[numbers[i]];
        }
        return new Batch(Tensor.of(values, Shape.of(numbers.length, height, width)), Tensor.of(targets));
    }
}
