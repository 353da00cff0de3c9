package org.chainrule.data.image;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * Images that are another {@link View} of themselves in each epoch of a training, and the same as they are outside of one. What is drawn
 * follows from seed, epoch and the image's number alone: not from threads, the order of batches, or an interruption.
 *
 * <pre>{@code
 * Dataset digits = new Augmented(mnist.training(), Augmentation.drawing());
 * Trainer.of(settings).fit(model, digits, mnist.validation());
 * }</pre>
 */
public final class Augmented implements Dataset {
    private static final long STEP = 0xD1342543DE82EF95L;

    private final Dataset images;
    private final List<Augmentation> augmentations;
    private final Optional<Long> key;

    /**
     * @param images float32 [batch, height, width] or [batch, channels, height, width], from 0 to 1
     * @param augmentations one after the other
     */
    public Augmented(Dataset images, List<Augmentation> augmentations) {
        this(images, augmentations, Optional.empty());
    }

    private Augmented(Dataset images, List<Augmentation> augmentations, Optional<Long> key) {
        this.images = images;
        this.augmentations = List.copyOf(augmentations);
        this.key = key;
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Augmented inEpoch(int epoch, long seed) {
        long drawn = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch).nextLong();
        return new Augmented(images.inEpoch(epoch, seed), augmentations, Optional.of(drawn));
    }

    /** @throws ShapeException if the inputs are no images */
    @Override
    public Batch batch(int... numbers) {
        Batch batch = images.batch(numbers);
        return key.map(of -> new Batch(varied(batch.inputs(), of, numbers), batch.targets()))
                .orElse(batch);
    }

    private Tensor varied(Tensor inputs, long of, int... numbers) {
        Shape shape = inputs.shape();
        if (shape.rank() != 3 && shape.rank() != 4) {
            throw new ShapeException(
                    "augmentation", "inputs " + shape, "[batch, height, width] or [batch, channels, height, width]");
        }
        int height = shape.extent(-2);
        int width = shape.extent(-1);
        int area = height * width;
        int size = shape.without(0).size();
        float[] from = inputs.toFloats();
        float[] to = new float[from.length];
        IntStream.range(0, numbers.length).parallel().forEach(i -> {
            View view = view(View.of(width, height), new SplittableRandom(of + numbers[i] * STEP));
            for (int begin = i * size; begin < (i + 1) * size; begin += area) {
                view.show(from, to, begin);
            }
        });
        return Tensor.of(to, shape);
    }

    private View view(View plain, SplittableRandom random) {
        View view = plain;
        for (Augmentation augmentation : augmentations) {
            view = augmentation.of(view, random);
        }
        return view;
    }
}
