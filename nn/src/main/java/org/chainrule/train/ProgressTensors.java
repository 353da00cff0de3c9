package org.chainrule.train;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/**
 * A training's progress as tensors, in which numbers are exact, NaN and infinities too.
 *
 * @param position int64: epoch, batch, step, examples of the tally
 * @param sums float64: loss and right examples of the tally, seconds
 * @param history float64 [epochs, {@value #COLUMNS}]
 */
record ProgressTensors(Tensor position, Tensor sums, Tensor history) {
    private static final int COLUMNS = 9;

    static ProgressTensors of(Progress progress) {
        Tally tally = progress.tally();
        double[] rows = progress.history().stream()
                .flatMapToDouble(epoch -> java.util.stream.DoubleStream.of(row(epoch)))
                .toArray();
        return new ProgressTensors(
                Tensor.of(progress.epoch(), progress.batch(), progress.step(), tally.examples()),
                Tensor.of(tally.loss(), tally.correct(), progress.seconds()),
                Tensor.of(rows, Shape.of(progress.history().size(), COLUMNS)));
    }

    private static double[] row(EpochReport epoch) {
        return new double[] {
            epoch.epoch(),
            epoch.steps(),
            epoch.rate(),
            epoch.training().loss(),
            epoch.training().accuracy(),
            epoch.validation().loss(),
            epoch.validation().accuracy(),
            epoch.seconds(),
            epoch.examplesPerSecond()
        };
    }

    /** The same with a history of so many epochs, of any numbers: the form of what is read from a file. */
    static ProgressTensors form(int epochs) {
        ProgressTensors none = of(Progress.NONE);
        return new ProgressTensors(
                none.position(), none.sums(), Tensor.of(new double[epochs * COLUMNS], Shape.of(epochs, COLUMNS)));
    }

    Progress progress() {
        long[] at = position.toLongs();
        double[] sum = sums.toDoubles();
        double[] rows = history.toDoubles();
        List<EpochReport> epochs = IntStream.range(0, history.shape().extent(0))
                .mapToObj(i -> epoch(rows, i * COLUMNS))
                .toList();
        return new Progress(
                Math.toIntExact(at[0]),
                Math.toIntExact(at[1]),
                at[2],
                new Tally(sum[0], sum[1], at[3]),
                sum[2],
                epochs);
    }

    private static EpochReport epoch(double[] rows, int i) {
        return new EpochReport(
                (int) rows[i],
                (long) rows[i + 1],
                rows[i + 2],
                new Score(rows[i + 3], rows[i + 4]),
                new Score(rows[i + 5], rows[i + 6]),
                rows[i + 7],
                rows[i + 8]);
    }
}
