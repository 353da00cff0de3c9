package org.chainrule.lens.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.lens.series.Histogram;
import org.chainrule.lens.series.LayerState;

/**
 * Which of a model's tensors are one layer: those whose paths differ in the last word alone, as {@code layers.0.weight} and
 * {@code layers.0.bias}.
 *
 * @param leaves the numbers of a layer's tensors, by its name
 */
record Layers(Map<String, List<Integer>> leaves) {
    /** Of so many layers histograms are kept. */
    private static final int WITH_HISTOGRAMS = 24;

    /** A histogram is of at most so many elements, evenly taken. */
    private static final int SAMPLE = 20_000;

    private static final double[] NOTHING = {};

    /** @param model without statistics */
    static Layers of(Object model) {
        Map<String, List<Integer>> leaves = new LinkedHashMap<>();
        List<Tensor> tensors = Tree.leaves(model);
        List<String> paths = Tree.paths(model);
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).shape().size() > 0 && tensors.get(i).dtype().isFloating()) {
                leaves.computeIfAbsent(name(paths.get(i)), name -> new ArrayList<>())
                        .add(i);
            }
        }
        return new Layers(leaves);
    }

    /** The layer that a tensor belongs to. */
    static String name(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    List<String> names() {
        return List.copyOf(leaves.keySet());
    }

    /** What each layer is like, given all tensors: before the step, after it, and the gradients. */
    List<LayerState> states(List<Tensor> before, List<Tensor> after, List<Tensor> gradients) {
        List<double[]> old = numbers(before);
        List<double[]> weights = numbers(after);
        List<double[]> slopes = numbers(gradients);
        List<LayerState> states = new ArrayList<>();
        for (List<Integer> own : leaves.values()) {
            boolean isDrawn = states.size() < WITH_HISTOGRAMS;
            states.add(new LayerState(
                    own.stream().mapToLong(leaf -> weights.get(leaf).length).sum(),
                    norm(own, slopes),
                    norm(own, weights),
                    Math.sqrt(own.stream()
                                    .mapToDouble(leaf -> distance(old.get(leaf), weights.get(leaf)))
                                    .sum())
                            / norm(own, old),
                    isDrawn ? Optional.of(histogram(own, weights)) : Optional.empty(),
                    isDrawn ? Optional.of(histogram(own, slopes)) : Optional.empty()));
        }
        return states;
    }

    private static List<double[]> numbers(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::toDoubles).toList();
    }

    private static double norm(List<Integer> leaves, List<double[]> of) {
        return Math.sqrt(leaves.stream()
                .mapToDouble(leaf -> distance(of.get(leaf), NOTHING))
                .sum());
    }

    /** The sum of the squared differences; what the second has not is 0. */
    private static double distance(double[] from, double[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            double apart = from[i] - (to == NOTHING ? 0 : to[i]);
            sum += apart * apart;
        }
        return sum;
    }

    private static Histogram histogram(List<Integer> leaves, List<double[]> of) {
        int all = leaves.stream().mapToInt(leaf -> of.get(leaf).length).sum();
        int every = Math.ceilDiv(all, SAMPLE);
        DoubleStream.Builder sample = DoubleStream.builder();
        for (int leaf : leaves) {
            double[] values = of.get(leaf);
            for (int i = 0; i < values.length; i += every) {
                sample.add(values[i]);
            }
        }
        return Histogram.of(sample.build().toArray());
    }
}
