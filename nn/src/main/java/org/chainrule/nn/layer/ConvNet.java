package org.chainrule.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;

/**
 * A small convolutional network that tells images apart: blocks that each halve the image and see more in it, the mean over the places that
 * are left, dropout, and a dense layer. The form is that of Springenberg and others, "Striving for simplicity: the all convolutional net",
 * ICLR 2015, and Ioffe, Szegedy, "Batch normalization", ICML 2015.
 *
 * @param blocks at least one, from the pixels on
 * @param classes from the channels of the last block to a logit for each class
 */
public record ConvNet(List<ConvBlock> blocks, Dropout dropout, Dense classes) implements Layer {
    /** Blocks are added until an image's side is no more than this. */
    private static final int SMALLEST_SIDE = 4;

    public ConvNet {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("a convolutional network has at least one block");
        }
    }

    /**
     * Kaiming's normal weights in the blocks, Xavier's uniform ones in the dense layer.
     *
     * @param channels of the images: 1 for grey, 3 for colour
     * @param widths the channels after each block; images are of at least 2^n pixels a side for n blocks
     */
    public static ConvNet of(int channels, List<Integer> widths, int classes, Dropout dropout, RandomKey key) {
        List<ConvBlock> blocks = new ArrayList<>();
        int inputs = channels;
        for (int width : widths) {
            blocks.add(ConvBlock.of(inputs, width, key.fold(blocks.size())));
            inputs = width;
        }
        return new ConvNet(blocks, dropout, Dense.of(inputs, classes, key.fold(blocks.size())));
    }

    /**
     * Widths that suit images of a size: so many blocks that 4 pixels a side are left or fewer, each twice as wide as the one before.
     *
     * @param side of the images in pixels
     * @param first the width of the first block
     */
    public static List<Integer> widths(int side, int first) {
        List<Integer> widths = new ArrayList<>(List.of(first));
        for (int left = side / 2; left > SMALLEST_SIDE; left /= 2) {
            widths.add(2 * widths.getLast());
        }
        return widths;
    }

    /** The channels after each block. */
    public List<Integer> widths() {
        return blocks.stream()
                .map(block -> block.norm().weight().shape().size())
                .toList();
    }

    @Override
    public Tensor apply(Tensor images) {
        return apply(images, Context.inference());
    }

    /** [batch, channels, h, w] to [batch, classes]. */
    @Override
    public Tensor apply(Tensor images, Context context) {
        Tensor x = images;
        for (ConvBlock block : blocks) {
            x = block.apply(x, context);
        }
        return classes.apply(dropout.apply(x.mean(-2, -1), context));
    }
}
