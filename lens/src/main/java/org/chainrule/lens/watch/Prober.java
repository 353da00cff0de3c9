package org.chainrule.lens.watch;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.Units;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Statistics;
import org.chainrule.threads.Workers;
import org.chainrule.train.Settings;

/**
 * Looks at gradients and activations, always on the same few examples, so that what changes is the model. It computes beside the
 * training, whose numbers stay as they are to the bit.
 */
final class Prober {
    private static final int EXAMPLES = 128;

    /** Examples of more axes than this one, beside that of the batch, are as many as a batch at most, as they take memory. */
    private static final int ROWS = 2;

    private final Settings settings;
    private final Batch examples;
    private final Compiled<Given, Seen> function;
    private Optional<List<Rectified>> rectified = Optional.empty();

    Prober(Settings settings, Dataset training, Workers workers) {
        this.settings = settings;
        Tensor first = training.batch(0).inputs();
        boolean areRows = first.shape().rank() <= ROWS && first.dtype().isFloating();
        int most = areRows ? EXAMPLES : Math.min(EXAMPLES, settings.batch());
        int count = Math.min(most, training.size());
        // evenly, as neighbours may be alike
        this.examples = training.batch(IntStream.range(0, count)
                .map(i -> (int) ((long) i * training.size() / count))
                .toArray());
        this.function = Compiled.on(workers, this::seen);
    }

    private record Given(Layer model, Tensor inputs, Tensor targets) {}

    private record Seen(Layer gradients, List<Tensor> dead) {}

    private Seen seen(Given given) {
        Tensor loss = loss(given);
        Layer learnt = Statistics.without(given.model());
        return new Seen(
                Gradient.of(settings.regularization().penalized(loss, learnt)).at(learnt),
                Rectified.in(loss, given.model()).stream().map(Rectified::dead).toList());
    }

    /** As in training: with dropout, always the same, and with the batch's own statistics. */
    private Tensor loss(Given given) {
        Tensor outputs = given.model().apply(given.inputs(), Context.training(RandomKey.of(settings.seed())));
        return settings.loss().of(outputs, given.targets());
    }

    Entry.Probe at(long step, Layer before, Layer after) {
        Given given = new Given(after, examples.inputs(), examples.targets());
        Seen seen = function.apply(given);
        if (rectified.isEmpty()) {
            // only now is every parameter a tensor of its own: before the first step equal biases may be one
            rectified = Optional.of(Rectified.in(loss(given), after));
        }
        Layer learnt = Statistics.without(after);
        List<Rectified> groups = rectified.get();
        return new Entry.Probe(
                step,
                Layers.of(learnt)
                        .states(
                                Tree.leaves(Statistics.without(before)),
                                Tree.leaves(learnt),
                                Tree.leaves(seen.gradients())),
                IntStream.range(0, groups.size())
                        .mapToObj(i -> units(groups.get(i), seen.dead().get(i)))
                        .toList());
    }

    private Units units(Rectified group, Tensor dead) {
        return new Units(group.after(), (int) dead.item(), group.units(), examples.size());
    }
}
