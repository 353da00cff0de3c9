package org.chainrule.lens.view;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.lens.series.Histogram;

/** A tensor in few numbers: mean, spread and histogram; its elements too if they are few. */
final class Summary {
    /** Tensors of at most so many elements are shown whole. */
    private static final int SHOWN = 64;

    private Summary() {}

    static Map<String, Object> of(Tensor tensor) {
        double[] values = tensor.node().value().orElseThrow().toDoubles();
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("count", values.length);
        if (values.length <= SHOWN) {
            view.put(
                    "shape",
                    IntStream.range(0, tensor.shape().rank())
                            .mapToObj(tensor.shape()::extent)
                            .toList());
            view.put("numbers", Arrays.stream(values).boxed().toList());
        }
        view.put("notFinite", values.length - finite.length);
        if (finite.length > 0) {
            double mean = Arrays.stream(finite).average().orElseThrow();
            double least = Arrays.stream(finite).min().orElseThrow();
            double largest = Arrays.stream(finite).max().orElseThrow();
            view.put("mean", mean);
            view.put(
                    "deviation",
                    Math.sqrt(Arrays.stream(finite)
                            .map(value -> (value - mean) * (value - mean))
                            .average()
                            .orElseThrow()));
            view.put("least", least);
            view.put("largest", largest);
            view.put("zeros", Arrays.stream(finite).filter(value -> value == 0).count());
            view.put("histogram", Histogram.of(finite).counts());
        }
        return view;
    }
}
