package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.check.Verdict;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of what is composed of operations, at first and second order. */
class CompositionTest {
    private static Tensor normal(int seed, int... extents) {
        return RandomKey.of(seed).normal(Shape.of(extents)).cast(DType.FLOAT64);
    }

    private static Arguments on(String name, Tensor input, Function<Tensor, Tensor> function) {
        return Arguments.of(name, input, function);
    }

    static List<Arguments> compositions() {
        Tensor matrix = normal(1, 3, 4);
        Tensor positive = matrix.square().add(0.2);
        return List.of(
                on("softmax", matrix, x -> x.softmax(1)),
                on("softmax along the first axis", matrix, x -> x.softmax(0)),
                on("logSoftmax", matrix, x -> x.logSoftmax(-1)),
                on("logSumExp", matrix, x -> x.logSumExp(0)),
                on(
                        "logSumExp of large numbers",
                        matrix.mul(1e4),
                        x -> x.div(1e4).mul(1e4).logSumExp(1).div(1e4)),
                on("product", matrix, x -> x.product(1)),
                on("product of everything", normal(2, 5), Tensor::product),
                on("product with a zero", Tensor.of(2.0, 0.0, 3.0, -1.0), Tensor::product),
                on("product with two zeros", Tensor.of(2.0, 0.0, 3.0, 0.0), Tensor::product),
                on("variance", matrix, x -> x.variance(0)),
                on("mean", matrix, x -> x.mean(1).square()),
                on("cumulative sum", matrix, x -> x.cumulativeSum(1).square()),
                on(
                        "slice with a step",
                        normal(3, 7, 3),
                        x -> x.slice(0, 1, 7, 3).exp()),
                on("slice backward", normal(3, 7, 3), x -> x.slice(0, 6, 0, -2).exp()),
                on("overlapping slices", normal(3, 6), x -> x.slice(0, 0, 5).mul(x.slice(0, 1, 6))),
                on("get", matrix, x -> x.get(1, -1).tanh()),
                on("pad", matrix, x -> x.pad(1, 2, 1).sin().add(x.pad(1, 1, 2).cos())),
                on("flip", matrix, x -> x.flip(0).mul(x.flip())),
                on(
                        "concat with itself",
                        matrix,
                        x -> org.chainrule.Tensor.concat(0, List.of(x, x.exp(), x))
                                .square()),
                on(
                        "stack",
                        matrix,
                        x -> org.chainrule.Tensor.stack(1, List.of(x, x.sin())).square()),
                on(
                        "gather with repeated ids",
                        matrix,
                        x -> x.gather(1, Tensor.of(0, 3, 3, 0, 1)).square()),
                on(
                        "gather by a matrix",
                        matrix,
                        x -> x.gather(0, Tensor.of(new int[] {2, 0, 2, 2}, Shape.of(2, 2)))
                                .exp()),
                on(
                        "scatter-add with repeated ids",
                        matrix,
                        x -> x.scatterAdd(0, Tensor.of(1, 1, 0), 2).square()),
                on("matmul with itself", normal(4, 3, 3), x -> x.matmul(x).matmul(x.transpose())),
                on(
                        "matmul of vectors",
                        normal(5, 4),
                        x -> x.matmul(x).add(x.exp().dot(x))),
                on(
                        "batched matmul, broadcast",
                        normal(6, 2, 1, 2, 3),
                        x -> x.matmul(normal(7, 4, 3, 2)).square()),
                on(
                        "batched matmul by one matrix",
                        normal(8, 3, 2),
                        x -> normal(9, 4, 2, 3).matmul(x).tanh()),
                on("permute", normal(10, 2, 3, 2), x -> x.permute(2, 0, 1).exp().mul(x.permute(2, 0, 1))),
                on("reshape", matrix, x -> x.reshape(2, -1).matmul(x.reshape(6, 2))),
                on(
                        "broadcast on both sides",
                        normal(11, 3),
                        x -> x.unsqueeze(1).mul(x).add(x).div(x.square().add(1))),
                on("clip", Tensor.of(-2.0, -0.5, 0.7, 3.0), x -> x.clip(-1, 1).mul(x)),
                on(
                        "hardTanh",
                        Tensor.of(-2.0, -0.5, 0.7, 3.0),
                        x -> x.hardTanh().mul(x)),
                on(
                        "leakyRelu",
                        Tensor.of(-2.0, -0.5, 0.7, 3.0),
                        x -> x.leakyRelu(0.01).square()),
                on("relu", Tensor.of(-2.0, -0.5, 0.7, 3.0), x -> x.relu().mul(x.exp())),
                on("max along an axis", matrix, x -> x.max(1).mul(x.min(1))),
                on("max of two", matrix, x -> x.maximum(x.sin()).mul(x.minimum(x.square()))),
                on("where", matrix, x -> x.gt(0.1).where(x.exp(), x.square())),
                on("pow by a number", positive, x -> x.pow(2.5).add(x.pow(-1))),
                on("pow by itself", positive, x -> x.pow(x)),
                on(
                        "the gradient inside",
                        matrix,
                        x -> Gradient.of(x.tanh().sum()).at(x).mul(x)),
                on(
                        "tan, expm1, log1p, erf",
                        normal(12, 4).mul(0.3),
                        x -> x.tan().add(x.expm1()).mul(x.log1p()).add(x.erf())),
                on("an unused part", matrix, x -> x.get(0, 0).square()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compositions")
    void firstAndSecondOrder(String name, Tensor input, Function<Tensor, Tensor> function) {
        GradCheck.of(function, input).order(2).assertPassed();
    }

    @Test
    void noInputOfTheseIsAKink() {
        GradCheck<Tensor> check = GradCheck.of(x -> x.softmax(0), normal(1, 5));
        assertThat(check.report().with(Verdict.KINK)).isEmpty();
    }

    @Test
    void variableAndConstantThatLookAlikeAreTwo() {
        GradCheck.of(x -> x.mul(3), Tensor.scalar(3)).assertPassed();
    }
}
