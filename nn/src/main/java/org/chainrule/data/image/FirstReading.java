package org.chainrule.data.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.chainrule.data.DataException;
import org.chainrule.data.Part;

/** Reads every image once: finds those that are broken, and what the values to train on come to. The sums are whole numbers, and exact. */
final class FirstReading {
    private static final int AT_ONCE = 128;
    private static final double LEAST_DEVIATION = 1 / 255.0;

    private final List<DataException> broken = new ArrayList<>();
    private final List<Integer> whole = new ArrayList<>();
    private final long[] sums;
    private final long[] squares;
    private long count;

    private FirstReading(int channels) {
        this.sums = new long[channels];
        this.squares = new long[channels];
    }

    /** @param done is told how many have been read */
    static FirstReading of(ImageStore store, List<LabelledFile> files, IntConsumer done) {
        FirstReading reading = new FirstReading(store.channels());
        for (int from = 0; from < files.size(); from += AT_ONCE) {
            int first = from;
            int to = Math.min(from + AT_ONCE, files.size());
            List<Optional<DataException>> failures = IntStream.range(first, to)
                    .parallel()
                    .mapToObj(i -> reading.read(store, i, files.get(i).part() == Part.TRAINING))
                    .toList();
            for (int i = first; i < to; i++) {
                int number = i;
                failures.get(i - first).ifPresentOrElse(reading.broken::add, () -> reading.whole.add(number));
            }
            done.accept(to);
        }
        return reading;
    }

    private Optional<DataException> read(ImageStore store, int number, boolean counts) {
        byte[] values;
        try {
            values = store.values(number);
        } catch (DataException e) {
            return Optional.of(e);
        }
        if (counts) {
            add(values);
        }
        return Optional.empty();
    }

    private void add(byte... values) {
        int area = values.length / sums.length;
        long[] own = new long[2 * sums.length];
        for (int i = 0; i < values.length; i++) {
            int value = values[i] & 0xFF;
            own[i / area] += value;
            own[sums.length + i / area] += (long) value * value;
        }
        synchronized (this) {
            for (int channel = 0; channel < sums.length; channel++) {
                sums[channel] += own[channel];
                squares[channel] += own[sums.length + channel];
            }
            count += area;
        }
    }

    /** What is wrong with each file that cannot be read. */
    List<DataException> broken() {
        return broken;
    }

    /** The numbers of the other files. */
    List<Integer> whole() {
        return whole;
    }

    /** The mean of each channel's values, which are from 0 to 1. */
    List<Double> mean() {
        return IntStream.range(0, sums.length).mapToObj(this::mean).toList();
    }

    private double mean(int channel) {
        return (double) sums[channel] / count / 255;
    }

    /** Their deviation, no less than a step of a byte. */
    List<Double> deviation() {
        return IntStream.range(0, sums.length)
                .mapToObj(channel -> {
                    double square = (double) squares[channel] / count / (255 * 255);
                    double variance = square - mean(channel) * mean(channel);
                    return Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, variance)));
                })
                .toList();
    }
}
