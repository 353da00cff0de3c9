package org.chainrule.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.data.image.ImageRequest;

/**
 * What {@code chainrule train FOLDER} was asked for.
 *
 * @param epochs at most; none for so many that small folders are seen often, and large ones in reasonable time
 * @param batch none for one that grows with the folder
 * @param chosenRate none for the usual one
 * @param channels of the first convolution
 * @param augment none for what suits the images
 */
record ImageOptions(
        Path folder,
        ImageRequest request,
        Optional<Integer> epochs,
        Optional<Integer> batch,
        Optional<Double> chosenRate,
        int channels,
        Optional<AugmentChoice> augment,
        int threads) {
    /** Chosen, as the rate, on MNIST's first 1,000 and 5,000 digits. */
    static final int CHANNELS = 16;

    /** The highest learning rate of a model without hidden layers. */
    static final double LINEAR_RATE = 0.001;

    private static final double USUAL_RATE = 0.01;
    private static final int MOST_EPOCHS = 40;
    private static final int FEWEST_EPOCHS = 8;

    /** About what two processors learn from in a minute or two, at 16 channels. */
    private static final long PIXELS_SEEN = 50_000_000;

    private static final int SMALLEST_BATCH = 16;
    private static final int LARGEST_BATCH = 128;
    private static final int STEPS_PER_EPOCH = 60;

    /** Of so many pixels at once there is room for what a network makes of them. */
    private static final int PIXELS_AT_ONCE = 1 << 19;

    /** The highest learning rate. */
    double rate() {
        return chosenRate.orElse(usualRate());
    }

    /** That rate if none is asked for. */
    double usualRate() {
        return USUAL_RATE;
    }

    /** How images of that kind are varied. */
    AugmentChoice augmentation(ImagePreparation preparation) {
        return augment.orElseGet(() -> AugmentChoice.of(preparation.channels()));
    }

    CycledSettings settings(ImagePreparation preparation, int images) {
        long pixels = (long) images * preparation.size() * preparation.size();
        int usual = Math.clamp(PIXELS_SEEN / pixels, FEWEST_EPOCHS, MOST_EPOCHS);
        int wanted = Integer.highestOneBit(Math.max(1, images / STEPS_PER_EPOCH));
        int most = Math.min(LARGEST_BATCH, atOnce(preparation));
        return new CycledSettings(
                images,
                epochs.orElse(usual),
                batch.orElse(Math.clamp(wanted, Math.min(SMALLEST_BATCH, most), most)),
                request.seed());
    }

    /** How many images there is room for at once. */
    static int atOnce(ImagePreparation preparation) {
        return Math.max(1, Integer.highestOneBit(PIXELS_AT_ONCE / (preparation.size() * preparation.size())));
    }

    /** The options by name, as they stand in files. */
    Map<String, Object> configuration(ImagePreparation preparation, int images) {
        CycledSettings settings = settings(preparation, images);
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("data", folder.toString());
        configuration.put("size", preparation.size());
        configuration.put("colours", preparation.channels() == 1 ? "grey" : "rgb");
        configuration.put("channels", channels);
        configuration.put("augment", augmentation(preparation).toString());
        configuration.put("optimizer", "adamw");
        configuration.put("rate", rate());
        configuration.put("schedule", settings.scheduleName());
        configuration.put("weight decay", CycledSettings.WEIGHT_DECAY);
        configuration.put("batch", settings.batch());
        configuration.put("epochs", settings.epochs());
        configuration.put("seed", request.seed());
        configuration.put("threads", threads);
        return configuration;
    }
}
