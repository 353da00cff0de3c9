package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.chainrule.CompiledLoop.Next;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Source.Pass;
import org.junit.jupiter.api.Test;

/** The operation that makes the first NaN or infinity is named, with its line, its inputs, and the pass. */
class NonFiniteTest {
    private static NonFiniteException blamed(Runnable task) {
        NonFiniteException blame = catchThrowableOfType(NonFiniteException.class, () -> NonFinite.blame(task));
        assertThat(blame).as("someone is blamed").isNotNull();
        return blame;
    }

    private static Tensor shifted(Tensor x) {
        return x.sub(3).log().tanh();
    }

    @Test
    void theFirstNaNOfAValueIsBlamed() {
        NonFiniteException blame =
                blamed(() -> shifted(Tensor.of(4.0, 1, 5)).sum().item());
        assertThat(blame.operation()).isEqualTo("log");
        assertThat(blame.source().method()).isEqualTo("shifted");
        assertThat(blame.source().pass()).isEqualTo(Pass.FORWARD);
        assertThat(blame)
                .hasMessageContaining("NaN in the forward pass: log : float64[3], made by NonFiniteTest.java:")
                .hasMessageContaining("gives 0.0 … 0.6931471805599453, 1 of 3 NaN, the first at [1]")
                .hasMessageContaining("of float64[3] -2.0 … 2.0; there -2.0");
    }

    @Test
    void theFirstInfinityOfAValueIsBlamed() {
        NonFiniteException blame = blamed(() -> Tensor.of(1f, 100f).exp().mul(2).toFloats());
        assertThat(blame.operation()).isEqualTo("exp"); // in float32 only
        assertThat(blame).hasMessageContaining("an infinite value").hasMessageContaining("there 100.0");
        assertThatCode(() -> NonFinite.blame(() -> Tensor.of(1.0, 100).exp().toDoubles()))
                .doesNotThrowAnyException();
    }

    @Test
    void zeroTimesInfinityInTheBackwardPassIsFound() {
        Tensor x = Tensor.of(new double[] {1, 2}, Shape.of(1, 2));
        Tensor zeros = Tensor.of(new double[4], Shape.of(2, 2));
        Tensor loss = x.matmul(zeros).sqrt().sum();
        assertThatCode(() -> NonFinite.blame(() -> loss.item())).doesNotThrowAnyException();
        NonFiniteException blame = blamed(() -> Gradient.of(loss).at(x).toDoubles());
        assertThat(blame.operation()).isEqualTo("matmul");
        assertThat(blame.source().pass()).isEqualTo(Pass.BACKWARD);
        assertThat(blame)
                .hasMessageContaining("of input 0, float64[1, 2] Infinity, 2 of 2 infinite")
                .hasMessageContaining("of input 1, float64[2, 2] 0.0")
                .hasMessageContaining("the infinity was made in the backward pass: div");
    }

    @Test
    void whatASelectLeavesOutIsNotBlamed() {
        Tensor x = Tensor.of(-1.0, 2);
        assertThatCode(() -> NonFinite.blame(
                        () -> Gradient.of(x.gt(0).where(x.log(), x).sum()).at(x).toDoubles()))
                .doesNotThrowAnyException();
        // another NaN beside the one that is left out
        NonFiniteException blame = blamed(() -> {
            Tensor left = x.gt(0).where(x.log(), x);
            left.add(x.sub(5).sqrt()).toDoubles();
        });
        assertThat(blame.operation()).isEqualTo("sqrt");
    }

    @Test
    void infinitiesThatTheUserWroteAreNoFault() {
        Tensor mask = Tensor.of(true, false);
        assertThatCode(() -> NonFinite.blame(() ->
                        mask.where(Tensor.of(1.0, 2), Double.NEGATIVE_INFINITY).toDoubles()))
                .doesNotThrowAnyException();
        NonFiniteException blame = blamed(() -> Tensor.full(Shape.of(2), Double.NEGATIVE_INFINITY, DType.FLOAT64)
                .mul(Tensor.of(0.0, 1))
                .toDoubles());
        assertThat(blame.operation()).isEqualTo("mul");
    }

    @Test
    void whereNaNThatMarksWhatMustNotBeIsTakenIsBlamed() {
        Tensor labels = Tensor.of(0, 7);
        NonFiniteException blame = blamed(() -> {
            Tensor marked = labels.ge(3).where(Tensor.of(1.0, 2).like(Double.NaN), -1);
            marked.mul(2).mean().item();
        });
        assertThat(blame.operation()).isEqualTo("select");
        assertThat(blame).hasMessageContaining("1 of 2 NaN, the first at [1]").hasMessageContaining("there 1.0");
        assertThatCode(() -> NonFinite.blame(() -> Tensor.of(1.0, 2)
                        .like(Double.NaN)
                        .broadcastTo(Shape.of(2))
                        .toDoubles()))
                .as("nothing took it")
                .doesNotThrowAnyException();
        assertThatCode(() -> NonFinite.blame(() -> labels.ge(9)
                        .where(Tensor.of(1.0, 2).like(Double.NaN), -1)
                        .toDoubles()))
                .doesNotThrowAnyException();
    }

    @Test
    void dataThatHoldNaNAreNamed() {
        NonFiniteException blame =
                blamed(() -> Tensor.of(1f, Float.NaN).square().toFloats());
        assertThat(blame.operation()).isEqualTo("constant");
        assertThat(blame).hasMessageContaining("holds 1.0, 1 of 2 NaN, the first at [1]");
    }

    @Test
    void compiledFunctionsBlameToo() {
        Compiled<Tensor, Tensor> gradient =
                Compiled.of(x -> Gradient.of(x.sqrt().log().sum()).at(x));
        assertThat(gradient.apply(Tensor.of(0.0, 1)).toDoubles()).containsExactly(Double.POSITIVE_INFINITY, 0.5);
        NonFiniteException blame = blamed(() -> gradient.apply(Tensor.of(0.0, 1)));
        assertThat(blame.operation()).isEqualTo("reciprocal");
        assertThat(blame.source().pass()).isEqualTo(Pass.BACKWARD);
        assertThatCode(() -> NonFinite.blame(() -> gradient.apply(Tensor.of(1.0, 2))))
                .doesNotThrowAnyException();
    }

    @Test
    void compiledLoopsBlameOnTheStateBeforeTheStep() {
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(
                Tensor.of(2.0, 3),
                (state, step) ->
                        new Next<>(state.sub(step), state.sub(step).log().sum()));
        NonFiniteException blame = blamed(() -> {
            for (int i = 0; i < 5; i++) {
                loop.step(Tensor.of(1.0, 1));
            }
        });
        assertThat(blame.operation()).isEqualTo("log");
        assertThat(blame).hasMessageContaining("0.0 … 1.0"); // the second step, from 1 and 2
    }

    @Test
    void tangentsAreAPassOfTheirOwn() {
        Tensor x = Tensor.of(0.0);
        NonFiniteException blame =
                blamed(() -> Tangent.of(x.sqrt()).along(x, Tensor.of(1.0)).item());
        assertThat(blame.source().pass()).isEqualTo(Pass.TANGENT);
    }

    @Test
    void largeGraphsAreBlamedAsSmallOnes() {
        NonFiniteException blame = blamed(() -> Tensor.iota(300_000, DType.FLOAT32)
                .sub(200_000)
                .sqrt()
                .tanh()
                .sum()
                .item());
        assertThat(blame.operation()).isEqualTo("sqrt");
        assertThat(blame).hasMessageContaining("200000 of 300000 NaN");
    }

    @Test
    void withoutTheSwitchNothingIsThrown() {
        assertThat(List.of(shifted(Tensor.of(1.0)).item())).containsExactly(Double.NaN);
        assertThat(NonFinite.isBlamed()).isFalse();
        boolean inside = NonFinite.blame(NonFinite::isBlamed);
        assertThat(inside).isTrue();
    }

    /** The operation that is blamed, and the message. */
    private static String told(Runnable task) {
        NonFiniteException blamed = blamed(task);
        return blamed.operation() + ": " + blamed.getMessage();
    }

    private static Tensor shrinking(Tensor xs) {
        return Scan.of((Tensor carry, Tensor x) -> {
                    Tensor next = carry.sub(x).log();
                    return new Scan.Step<>(next, next);
                })
                .over(Tensor.scalar(3), xs)
                .output();
    }

    @Test
    void insideOfAScanTheOperationAndTheStepAreNamed() {
        assertThat(told(() -> shrinking(Tensor.of(1f, 0, 5)).sum().item()))
                .startsWith("log: NaN in the forward pass: log : float32[], made by NonFiniteTest.java:")
                .contains("inside of a scan, at step 2 of 3");
        assertThat(told(() -> Compiled.of(NonFiniteTest::shrinking).apply(Tensor.of(1f, 0, 5))))
                .startsWith("log: NaN in the forward pass: log")
                .contains("inside of a scan, at step 2 of 3");
    }

    @Test
    void insideOfCheckpointsBranchesAndLoopsTheOperationIsNamed() {
        assertThat(told(() -> Checkpoint.of((Tensor x) -> x.sub(2).log().exp())
                        .apply(Tensor.of(1f, 3))
                        .toFloats()))
                .startsWith("log: NaN in the forward pass: log : float32[2]")
                .contains("of float32[2] -1.0 … 1.0", "inside of checkpoint");
        assertThat(told(() -> Cond.of((Tensor x) -> x.sub(2).log(), (Tensor x) -> x)
                        .at(Tensor.of(1).sum().gt(0), Tensor.of(1f, 3))
                        .toFloats()))
                .startsWith("log: NaN")
                .contains("inside of a branch, where the condition is true");
        assertThat(told(() -> WhileLoop.of(
                                (Tensor x) -> x.lt(100), (Tensor x) -> x.sub(1).log())
                        .from(Tensor.scalar(3))
                        .item()))
                .startsWith("log: NaN")
                .contains("inside of a while loop, at step 1");
        assertThat(told(() -> Checkpoint.of(NonFiniteTest::shrinking)
                        .apply(Tensor.of(1f, 0, 5))
                        .toFloats()))
                .startsWith("log: NaN")
                .containsSubsequence("inside of a scan, at step 2 of 3", "inside of checkpoint");
    }

    @Test
    void insideOfALoopsGradientTheOperationIsNamed() {
        Tensor xs = Tensor.of(1f, 0);
        String message = told(() -> Gradient.of(Scan.of((Tensor carry, Tensor x) -> {
                            Tensor next = carry.add(x.sqrt());
                            return new Scan.Step<>(next, next);
                        })
                        .over(Tensor.scalar(3), xs)
                        .output()
                        .sum())
                .at(xs)
                .toFloats());
        assertThat(message)
                .startsWith("div: an infinite value in the backward pass")
                .contains("at step 1 of 2");
    }
}
