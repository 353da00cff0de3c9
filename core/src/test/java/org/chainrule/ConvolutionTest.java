package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions against loops that follow the definition, whatever stride, padding, dilation and groups. */
class ConvolutionTest {
    /** Of both spatial axes; the input has {@code in} channels for each group, the result {@code out}. */
    record Case(
            int batch, int groups, int in, int out, int[] extent, int[] size, int[] stride, int[] pad, int[] dilation) {
        static Case random(int seed) {
            RandomGenerator random = new java.util.SplittableRandom(seed);
            int[] size = {random.nextInt(1, 4), random.nextInt(1, 4)};
            int[] stride = {random.nextInt(1, 4), random.nextInt(1, 4)};
            int[] pad = {random.nextInt(0, 3), random.nextInt(0, 3)};
            int[] dilation = {random.nextInt(1, 4), random.nextInt(1, 3)};
            int[] extent = new int[2];
            for (int i = 0; i < 2; i++) {
                extent[i] = Math.max(1, (size[i] - 1) * dilation[i] + 1 - 2 * pad[i]) + random.nextInt(6);
            }
            int many = seed % 5 == 4 ? 16 : 0;
            return new Case(
                    many + random.nextInt(1, 3),
                    random.nextInt(1, 3),
                    random.nextInt(1, 3),
                    random.nextInt(1, 4),
                    extent,
                    size,
                    stride,
                    pad,
                    dilation);
        }

        Convolution how() {
            return Convolution.PLAIN
                    .withStride(stride)
                    .withPadding(pad)
                    .withDilation(dilation)
                    .withGroups(groups);
        }

        int count(int i) {
            return (extent[i] + 2 * pad[i] - dilation[i] * (size[i] - 1) - 1) / stride[i] + 1;
        }

        Tensor input(DType dtype) {
            return normal(1, batch, groups * in, extent[0], extent[1]).cast(dtype);
        }

        Tensor weight(DType dtype) {
            return normal(2, groups * out, in, size[0], size[1]).cast(dtype);
        }

        /** Visits every product of the definition: places in the result, the weight and the input. */
        void visit(Visitor visitor) {
            int h = count(0);
            int w = count(1);
            for (int i = 0; i < batch * groups * out * h * w; i++) {
                int column = i % w;
                int row = i / w % h;
                int channel = i / w / h % (groups * out);
                int example = i / w / h / (groups * out);
                int group = channel / out;
                for (int c = 0; c < in; c++) {
                    for (int p = 0; p < size[0]; p++) {
                        for (int q = 0; q < size[1]; q++) {
                            int y = row * stride[0] + p * dilation[0] - pad[0];
                            int x = column * stride[1] + q * dilation[1] - pad[1];
                            if (y >= 0 && y < extent[0] && x >= 0 && x < extent[1]) {
                                visitor.visit(
                                        i,
                                        ((channel * in + c) * size[0] + p) * size[1] + q,
                                        ((example * groups * in + group * in + c) * extent[0] + y) * extent[1] + x);
                            }
                        }
                    }
                }
            }
        }
    }

    interface Visitor {
        void visit(int result, int weight, int input);
    }

    private static Tensor normal(int seed, int... extents) {
        return RandomKey.of(seed).normal(Shape.of(extents)).evaluate();
    }

    static Stream<Case> cases() {
        return IntStream.range(0, 40).mapToObj(Case::random);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheDefinition(Case c) {
        double[] x = c.input(DType.FLOAT64).toDoubles();
        double[] weight = c.weight(DType.FLOAT64).toDoubles();
        double[] expected = new double[c.batch * c.groups * c.out * c.count(0) * c.count(1)];
        c.visit((result, w, input) -> expected[result] += weight[w] * x[input]);
        Tensor exact = c.input(DType.FLOAT64).conv2d(c.weight(DType.FLOAT64), c.how());
        assertThat(exact.shape()).isEqualTo(Shape.of(c.batch, c.groups * c.out, c.count(0), c.count(1)));
        assertThat(exact.toDoubles()).containsExactly(expected, within(1e-12));
        Tensor single = c.input(DType.FLOAT32).conv2d(c.weight(DType.FLOAT32), c.how());
        Compiled<List<Tensor>, Tensor> compiled =
                Compiled.of(pair -> pair.get(0).conv2d(pair.get(1), c.how()));
        assertThat(single.toDoubles()).containsExactly(expected, within(1e-4));
        assertThat(compiled.apply(List.of(c.input(DType.FLOAT32), c.weight(DType.FLOAT32)))
                        .toDoubles())
                .containsExactly(expected, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTransposeAddsEveryProductBackToItsInput(Case c) {
        Shape shape = Shape.of(c.batch, c.groups * c.out, c.count(0), c.count(1));
        Tensor upstream = normal(3, shape.extents()).cast(DType.FLOAT64);
        double[] flow = upstream.toDoubles();
        double[] weight = c.weight(DType.FLOAT64).toDoubles();
        double[] expected = new double[c.batch * c.groups * c.in * c.extent[0] * c.extent[1]];
        c.visit((result, w, input) -> expected[input] += weight[w] * flow[result]);
        int[] left = new int[2];
        for (int i = 0; i < 2; i++) {
            left[i] = (c.extent[i] + 2 * c.pad[i] - c.dilation[i] * (c.size[i] - 1) - 1) % c.stride[i];
        }
        Tensor transposed =
                upstream.transposedConv2d(c.weight(DType.FLOAT64), c.how().withOutputPadding(left));
        assertThat(transposed.shape()).isEqualTo(c.input(DType.FLOAT64).shape());
        assertThat(transposed.toDoubles()).containsExactly(expected, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsByInputAndWeight(Case c) {
        Tensor upstream = normal(3, c.batch, c.groups * c.out, c.count(0), c.count(1));
        double[] flow = upstream.toDoubles();
        double[] x = c.input(DType.FLOAT32).toDoubles();
        double[] weight = c.weight(DType.FLOAT32).toDoubles();
        double[] byInput = new double[x.length];
        double[] byWeight = new double[weight.length];
        c.visit((result, w, input) -> byInput[input] += weight[w] * flow[result]);
        c.visit((result, w, input) -> byWeight[w] += x[input] * flow[result]);
        Compiled<List<Tensor>, List<Tensor>> gradient = Compiled.of(pair -> {
            Tensor loss = pair.get(0).conv2d(pair.get(1), c.how()).mul(upstream).sum();
            return Gradient.of(loss).at(pair);
        });
        List<Tensor> found = gradient.apply(List.of(c.input(DType.FLOAT32), c.weight(DType.FLOAT32)));
        assertThat(found.get(0).toDoubles()).containsExactly(byInput, within(1e-4));
        assertThat(found.get(1).toDoubles()).containsExactly(byWeight, within(1e-4));
    }

    @Test
    void gradientsOfFirstAndSecondOrder() {
        Case c = Case.random(5);
        GradCheck.of(
                        (List<Tensor> pair) ->
                                pair.get(0).conv2d(pair.get(1), c.how()).tanh(),
                        List.of(c.input(DType.FLOAT64), c.weight(DType.FLOAT64)))
                .order(2)
                .assertPassed();
        GradCheck.of(
                        (List<Tensor> pair) -> pair.get(0)
                                .transposedConv1d(
                                        pair.get(1),
                                        Convolution.PLAIN.withStride(2).withPadding(1))
                                .square(),
                        List.of(normal(1, 2, 2, 4), normal(2, 2, 3, 3)))
                .order(2)
                .assertPassed();
    }

    /** Of 5 × 5 places each is a sum of sums: written out it would be one kernel of several hundred steps, slow to compile. */
    @Test
    void theGradientOfALargeWindowIsCutIntoSmallKernels() {
        Compiled<List<Tensor>, List<Tensor>> gradient = Compiled.of(pair ->
                Gradient.of(pair.get(0).conv2d(pair.get(1)).square().sum()).at(pair));
        String kernels = gradient.explain(List.of(normal(1, 2, 1, 28, 28), normal(2, 4, 1, 5, 5)));
        int steps = java.util.regex.Pattern.compile("\\bv(\\d+) =")
                .matcher(kernels)
                .results()
                .mapToInt(step -> Integer.parseInt(step.group(1)))
                .max()
                .orElseThrow();
        assertThat(steps).isLessThan(100);
    }

    @Test
    void oneAxisIsTwoOfWhichOneIsTrivial() {
        Tensor x = normal(1, 2, 3, 11);
        Tensor w = normal(2, 4, 3, 3);
        Convolution how = Convolution.PLAIN.withStride(2).withPadding(1).withDilation(2);
        Convolution flat = Convolution.PLAIN.withStride(1, 2).withPadding(0, 1).withDilation(1, 2);
        assertThat(x.conv1d(w, how).toDoubles())
                .containsExactly(x.unsqueeze(2).conv2d(w.unsqueeze(2), flat).toDoubles(), within(1e-6));
    }

    @Test
    void aSmallExampleByHand() {
        Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5}, Shape.of(1, 1, 5));
        Tensor w = Tensor.of(new double[] {1, 0, -1}, Shape.of(1, 1, 3));
        assertThat(x.conv1d(w).toDoubles()).containsExactly(-2, -2, -2);
        assertThat(x.conv1d(w, Convolution.PLAIN.withPadding(1).withStride(2)).toDoubles())
                .containsExactly(-2, -2, 4);
        Tensor two = Tensor.of(new double[] {1, 2}, Shape.of(1, 1, 2));
        assertThat(two.transposedConv1d(w, Convolution.PLAIN.withStride(2)).toDoubles())
                .containsExactly(1, 0, 1, 0, -2);
        assertThat(two.transposedConv1d(w, Convolution.PLAIN.withStride(2).withOutputPadding(1))
                        .toDoubles())
                .containsExactly(1, 0, 1, 0, -2, 0);
    }

    @Test
    void theBatchMayBeMissingOrEmpty() {
        Tensor x = normal(1, 2, 5, 5);
        Tensor w = normal(2, 3, 2, 3, 3);
        assertThat(x.conv2d(w).toDoubles())
                .containsExactly(x.unsqueeze(0).conv2d(w).toDoubles());
        assertThat(Tensor.zeros(0, 2, 5, 5).conv2d(w).evaluate().shape()).isEqualTo(Shape.of(0, 3, 3, 3));
    }

    @Test
    void errorsNameShapesAndAxes() {
        Tensor x = Tensor.zeros(8, 3, 5, 5);
        assertThatThrownBy(() -> x.conv2d(Tensor.zeros(4, 2, 3, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("conv2d")
                .hasMessageContaining("[8, 3, 5, 5]")
                .hasMessageContaining("axis 1 of the input has 3 channels, the weight takes 2");
        assertThatThrownBy(() -> x.conv2d(Tensor.zeros(4, 3, 6, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("conv2d: input [8, 3, 5, 5] by weight [4, 3, 6, 3]")
                .hasMessageContaining("reach over 6 elements, axis 2 has 5");
        assertThatThrownBy(() -> x.conv2d(Tensor.zeros(4, 3, 3, 3).cast(DType.FLOAT64)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("conv2d: input float32[8, 3, 5, 5] by weight float64[4, 3, 3, 3]");
        assertThatThrownBy(() -> x.conv2d(Tensor.zeros(4, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("4 axes");
        assertThatThrownBy(() -> x.conv2d(Tensor.zeros(4, 1, 3, 3), Convolution.PLAIN.withGroups(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("does not divide into groups");
        assertThatThrownBy(() -> Convolution.PLAIN.withStride(0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> x.conv2d(Tensor.zeros(4, 3, 3, 3), Convolution.PLAIN.withStride(1, 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 spatial axes");
    }
}
