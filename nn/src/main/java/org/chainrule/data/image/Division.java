package org.chainrule.data.image;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.data.Part;
import org.chainrule.data.Shuffle;

/** Which image is for what, where folders do not say: a share of each class, at random. It follows from files and seed. */
final class Division {
    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.15;

    /** A class of fewer images is trained on alone. */
    private static final int FEWEST = 3;

    private Division() {}

    /**
     * The files, of which some that were to train on get a part that has no folder.
     *
     * @param given the parts that have folders
     */
    static List<LabelledFile> of(List<LabelledFile> files, Set<Part> given, long seed) {
        Set<Part> missing = EnumSet.complementOf(EnumSet.copyOf(given));
        List<LabelledFile> result = new ArrayList<>(files);
        Map<Integer, List<Integer>> training = IntStream.range(0, files.size())
                .boxed()
                .filter(i -> files.get(i).part() == Part.TRAINING)
                .collect(Collectors.groupingBy(i -> files.get(i).label()));
        training.forEach((label, places) -> {
            int size = places.size();
            int[] order = Shuffle.batches(size, size, seed, label).getFirst();
            int next = 0;
            for (Part part : missing) {
                for (int end = next + count(part, size); next < end; next++) {
                    int place = places.get(order[next]);
                    result.set(place, new LabelledFile(files.get(place).file(), label, part));
                }
            }
        });
        return result;
    }

    private static int count(Part part, int images) {
        double share = switch (part) {
            case TRAINING -> 0;
            case VALIDATION -> VALIDATION;
            case TEST -> TEST;
        };
        return images < FEWEST || share == 0 ? 0 : Math.max(1, (int) Math.round(share * images));
    }
}
