package org.chainrule.nn.metric;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How the numbers of several classes become one; scikit-learn's {@code average}. */
public enum Average {
    /** All examples together, whatever their classes: of one class each, precision, recall and F1 are then the accuracy. */
    MICRO {
        @Override
        double of(ConfusionMatrix matrix, IntToDoubleFunction ofClass) {
            return matrix.accuracy();
        }
    },
    /** The mean over the classes, however rare they are. */
    MACRO {
        @Override
        double of(ConfusionMatrix matrix, IntToDoubleFunction ofClass) {
            return IntStream.range(0, matrix.classes())
                    .mapToDouble(ofClass)
                    .average()
                    .orElse(0);
        }
    },
    /** The mean over the classes, each as often as it is among the labels. */
    WEIGHTED {
        @Override
        double of(ConfusionMatrix matrix, IntToDoubleFunction ofClass) {
            double sum = IntStream.range(0, matrix.classes())
                    .mapToDouble(i -> matrix.labelled(i) * ofClass.applyAsDouble(i))
                    .sum();
            return matrix.total() == 0 ? 0 : sum / matrix.total();
        }
    };

    abstract double of(ConfusionMatrix matrix, IntToDoubleFunction ofClass);
}
