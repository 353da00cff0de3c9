package org.chainrule.bench.protocol;

/**
 * Training steps of LeNet on one batch of images 28×28: convolution 5×5 to 6 channels, ReLU, largest of 2×2; the same to 16 channels; layers
 * 256→120→84→10 with ReLU between; softmax cross-entropy (mean over the batch); Adam with decays 0.9 and 0.999, epsilon 1e-8.
 */
public record LeNet(String row, int batch, double rate) implements Task {
    /** The extent of an image, which has one channel. */
    public static final int IMAGE = 28;
    /** The extent of the windows of both convolutions. */
    public static final int WINDOW = 5;
    /** The channels before and after each convolution. */
    public static final int[] CHANNELS = {1, 6, 16};
    /** What is left of an image after both poolings. */
    public static final int LEFT = 4;
    /** The widths of the fully connected layers. */
    public static final int[] WIDTHS = {256, 120, 84, 10};

    @Override
    public int tracedSteps() {
        return 20;
    }

    /** Initial weights of a convolution, [outputs, inputs, 5, 5] row by row: uniform in ±1/√(25·inputs). */
    public float[] filters(int convolution) {
        int inputs = CHANNELS[convolution] * WINDOW * WINDOW;
        return Numbers.uniform(10L + convolution, inputs * CHANNELS[convolution + 1], 1 / Math.sqrt(inputs));
    }

    /** Initial biases of a convolution: uniform in the same bounds. */
    public float[] filterBias(int convolution) {
        int inputs = CHANNELS[convolution] * WINDOW * WINDOW;
        return Numbers.uniform(20L + convolution, CHANNELS[convolution + 1], 1 / Math.sqrt(inputs));
    }

    /** Initial weights of a layer, [inputs, outputs] row by row: uniform in ±1/√inputs. The first layer's inputs are [channel, row, column]. */
    public float[] weight(int layer) {
        return Numbers.uniform(30L + layer, WIDTHS[layer] * WIDTHS[layer + 1], 1 / Math.sqrt(WIDTHS[layer]));
    }

    /** Initial biases of a layer: uniform in the same bounds. */
    public float[] bias(int layer) {
        return Numbers.uniform(40L + layer, WIDTHS[layer + 1], 1 / Math.sqrt(WIDTHS[layer]));
    }

    /** The images, [batch, 28, 28] row by row. */
    public float[] images() {
        return Numbers.normal(1001, batch * IMAGE * IMAGE);
    }

    /** The right class of each image. */
    public int[] labels() {
        return Numbers.below(1002, batch, WIDTHS[WIDTHS.length - 1]);
    }
}
