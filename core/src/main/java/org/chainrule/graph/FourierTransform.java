package org.chainrule.graph;

import java.util.List;
import org.chainrule.numeric.Fourier;

/**
 * The discrete Fourier transform along the last axis but one of [batch …, n, 2], where the last axis holds real and imaginary parts:
 * {@code y_k = Σ_j x_j·e^(−2πi·jk/n)}. It is linear, and its transpose is the one with the other sign.
 *
 * @param inverse whether the exponent's sign is plus; the result is not divided by n in either case
 */
public record FourierTransform(boolean inverse) implements Algorithm {
    @Override
    public String title() {
        return "fourier";
    }

    @Override
    public int itemRank() {
        return 2;
    }

    @Override
    public List<Type> ofOne(List<Type> items, List<Type> whole) {
        Matrices.floating(title(), items);
        if (items.getFirst().shape().extent(1) != 2) {
            throw new ShapeException(
                    title(), "shape " + whole.getFirst().shape(), "the last axis holds real and imaginary parts");
        }
        return List.of(items.getFirst());
    }

    @Override
    public List<Data> forward(List<Data> items) {
        Type type = items.getFirst().type();
        double[] pairs = items.getFirst().toDoubles();
        double[] re = new double[pairs.length / 2];
        double[] im = new double[pairs.length / 2];
        for (int i = 0; i < re.length; i++) {
            re[i] = pairs[2 * i];
            im[i] = pairs[2 * i + 1];
        }
        Fourier.transform(re, im, inverse);
        for (int i = 0; i < re.length; i++) {
            pairs[2 * i] = re[i];
            pairs[2 * i + 1] = im[i];
        }
        return List.of(Data.rounded(type, pairs));
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return Node.of(new FourierTransform(!inverse), upstream);
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return Node.of(this, tangent);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new FourierTransform(false), Domain.REALS.input(3, 5, 2)),
                Sample.of(new FourierTransform(true), Domain.REALS.input(8, 2)));
    }
}
