package org.chainrule.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The MNIST digits, or other images in files of the same form and names.
 *
 * @param training what is learnt from
 * @param validation kept apart from the training files, to watch the training
 * @param test touched once, at the end
 * @param images the test images themselves
 */
public record Mnist(Dataset training, Dataset validation, Dataset test, Images images, int classes) {
    /** How many of MNIST's 60,000 training images are kept to validate. */
    private static final int KEPT_TO_VALIDATE = 5000;

    private static final Map<String, String> CHECKSUMS = Map.of(
            "train-images", "6bbc9ace898e44ae57da46a324031adb",
            "train-labels", "a25bea736e30d166cdddb491f175f624",
            "t10k-images", "2646ac647ad5339dbf082846283269ea",
            "t10k-labels", "27ae3e4e09519cfbb04c329615203637");

    /** The digits that come with the project: the files' checksums are verified. */
    public static Mnist shipped() {
        return load(Shipped.file("mnist"), true);
    }

    /** Other images: files train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…, each with or without .gz. */
    public static Mnist from(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": there is no such folder");
        }
        return load(folder, false);
    }

    private static Mnist load(Path folder, boolean verified) {
        Images training = images(folder, "train", verified);
        Images test = images(folder, "t10k", verified);
        if (training.height() != test.height() || training.width() != test.width()) {
            throw new DataException(folder + ": training images are " + training.height() + "×" + training.width()
                    + ", test images " + test.height() + "×" + test.width());
        }
        int kept = Math.min(KEPT_TO_VALIDATE, training.size() / 12);
        if (kept == 0 || test.size() == 0) {
            throw new DataException(folder + ": " + training.size() + " training images and " + test.size()
                    + " test images are too few: 12 and 1 are the least");
        }
        int learnt = training.size() - kept;
        return new Mnist(
                training.range(0, learnt),
                training.range(learnt, training.size()),
                test,
                test,
                Math.max(training.classes(), test.classes()));
    }

    private static Images images(Path folder, String set, boolean verified) {
        Idx pixels = idx(folder, set + "-images", 3, verified);
        Idx labels = idx(folder, set + "-labels", 1, verified);
        if (pixels.extents()[0] != labels.extents()[0]) {
            throw new DataException(folder + ": " + pixels.extents()[0] + " images in " + set + "-images, but "
                    + labels.extents()[0] + " labels in " + set + "-labels");
        }
        int[] numbers = new int[labels.bytes().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels.bytes()[i] & 0xFF;
        }
        return new Images(pixels.bytes(), numbers, pixels.extents()[1], pixels.extents()[2]);
    }

    private static Idx idx(Path folder, String name, int axes, boolean verified) {
        Path plain = folder.resolve(name + "-idx" + axes + "-ubyte");
        Path zipped = folder.resolve(name + "-idx" + axes + "-ubyte.gz");
        Idx idx = Idx.read(Files.exists(zipped) ? zipped : plain, axes);
        if (verified && !md5(idx.content()).equals(CHECKSUMS.get(name))) {
            throw new DataException(
                    (Files.exists(zipped) ? zipped : plain) + ": is not MNIST's file: its checksum is another");
        }
        return idx;
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
