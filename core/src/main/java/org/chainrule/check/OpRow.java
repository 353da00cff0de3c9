package org.chainrule.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Sample;

/**
 * One operation on one sample, checked at one order in one mode.
 *
 * @param operation its name
 * @param sample its attributes, and the shapes of its inputs
 * @param dtype of its floating inputs, or of the first if none floats
 * @param order 1 or 2
 * @param mode how it was checked
 * @param passed whether all agrees
 * @param worstError the largest relative error
 * @param message what is wrong, or empty
 */
public record OpRow(
        String operation,
        String sample,
        DType dtype,
        int order,
        Mode mode,
        boolean passed,
        double worstError,
        String message) {
    /** Of double precision. */
    public OpRow(
            String operation, String sample, int order, Mode mode, boolean passed, double worstError, String message) {
        this(operation, sample, DType.FLOAT64, order, mode, passed, worstError, message);
    }

    /** What was compared with what. */
    public enum Mode {
        /** Reverse mode against central differences. */
        REVERSE("reverse"),
        /** Forward mode against reverse mode: ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩. */
        FORWARD("forward"),
        /** The order with which the remainder of the gradient falls. */
        TAYLOR("taylor"),
        /** Reverse mode of forward mode, at second order, against central differences. */
        MIXED("mixed"),
        /** Many examples at once against a loop over them. */
        BATCHED("batched"),
        /** That the value is computed, and that the gradient is zero, where there is none. */
        NONE("none");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static OpRow of(Sample sample, int order, Mode mode, List<Finding> findings) {
        GradReport report = new GradReport(findings, 0, Optional.empty());
        String message =
                report.failures().stream().map(Finding::toString).limit(3).collect(Collectors.joining("; "));
        return new OpRow(
                name(sample.op()),
                text(sample),
                dtype(sample),
                order,
                mode,
                report.passed(),
                report.worstError(),
                message);
    }

    /** The name of the dtype, as {@code float32}. */
    public String dtypeName() {
        return dtype.name().toLowerCase(Locale.ROOT);
    }

    /** The name of an operation, as the rows have it. */
    public static String name(Op op) {
        String name = op instanceof Enum<?> row ? row.name() : op.getClass().getSimpleName();
        return name.toLowerCase(Locale.ROOT);
    }

    static DType dtype(Sample sample) {
        List<DType> dtypes = sample.draw(1).stream().map(Node::dtype).toList();
        return dtypes.isEmpty() || dtypes.stream().anyMatch(DType::isFloating) ? DType.FLOAT64 : dtypes.getFirst();
    }

    static String text(Sample sample) {
        String shapes = sample.inputs().stream()
                .map(input -> input.shape() + " " + input.domain().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return sample.op() instanceof Enum<?> ? shapes : sample.op() + (shapes.isEmpty() ? "" : " of " + shapes);
    }
}
