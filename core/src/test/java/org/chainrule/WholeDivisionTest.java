package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

/** Whole numbers divided by zero: one error, whether interpreted or compiled. */
class WholeDivisionTest {
    private static final Tensor A = Tensor.of(6, 7, -8);

    @Test
    void theErrorNamesOperationTypesPlaceAndLine() {
        Tensor quotient = A.div(Tensor.of(2, 0, 1));
        assertThatThrownBy(quotient::toInts)
                .isInstanceOf(DivisionByZeroException.class)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("div: int32[3] by int32[3], which is 0 at [1]")
                .hasMessageContaining("WholeDivisionTest.java:");
    }

    @Test
    void compiledAndInterpretedSayTheSame() {
        Compiled<List<Tensor>, Tensor> compiled =
                Compiled.of(pair -> pair.get(0).div(pair.get(1)).add(1));
        assertThat(compiled.apply(List.of(A, Tensor.of(2, 2, 3))).toInts()).containsExactly(4, 4, -1);
        assertThatThrownBy(() -> compiled.apply(List.of(A, Tensor.of(2, 2, 0))))
                .isInstanceOf(DivisionByZeroException.class)
                .hasMessageContaining("which is 0 at [2]");
        assertThat(compiled.apply(List.of(A, Tensor.of(2, 2, 3))).toInts()).containsExactly(4, 4, -1);
    }

    @Test
    void largeGraphsAndLongsAndScalarsToo() {
        Tensor many = Tensor.iota(100_000, DType.INT64);
        assertThatThrownBy(() -> many.div(many).toLongs())
                .isInstanceOf(DivisionByZeroException.class)
                .hasMessageContaining("int64[100000]")
                .hasMessageContaining("which is 0 at [0]");
        assertThatThrownBy(() -> Tensor.of(1).sum().div(Tensor.of(0).sum()).item())
                .isInstanceOf(DivisionByZeroException.class)
                .hasMessageContaining("div: int32[] by int32[], which is 0, made by");
    }

    @Test
    void theFirstOfSeveralIsNamed() {
        Tensor first = A.div(Tensor.of(1, 1, 0));
        assertThatThrownBy(() -> A.div(first).toInts()).hasMessageContaining("which is 0 at [2]");
    }

    @Test
    void inALoopTheLoopIsNamed() {
        Tensor steps = Tensor.of(3, 2, 0);
        assertThatThrownBy(() -> Scan.of((Tensor carry, Tensor step) -> {
                            Tensor next = carry.div(step);
                            return new Scan.Step<>(next, next);
                        })
                        .over(Tensor.of(100).sum(), steps)
                        .carry()
                        .item())
                .isInstanceOf(DivisionByZeroException.class)
                .hasMessageContaining("inside of scan of 3 steps");
    }

    /** Such as {@link Math#addExact} throws it. */
    @Test
    void whatTheUsersOwnCodeThrowsIsNoDivision() {
        ArithmeticException thrown = new ArithmeticException("integer overflow");
        CustomOp careful = CustomOp.onArrays("careful", inputs -> inputs, call -> {
            throw thrown;
        });
        Compiled<Tensor, Tensor> compiled =
                Compiled.of(x -> careful.apply(x).add(x.div(A.sum().sub(4))));
        assertThatThrownBy(() -> careful.apply(A).toInts()).isSameAs(thrown);
        assertThatThrownBy(() -> compiled.apply(A)).isSameAs(thrown);
        Compiled<Tensor, Tensor> scan = Compiled.of(x -> Scan.of((Tensor carry, Tensor step) -> {
                    Tensor next = careful.apply(carry.add(step));
                    return new Scan.Step<>(next, next);
                })
                .over(Tensor.of(100).sum(), x)
                .carry());
        assertThatThrownBy(() -> scan.apply(A)).isSameAs(thrown);
    }

    @Test
    void floatingNumbersBecomeInfinite() {
        assertThat(Tensor.of(1.0, -1, 0).div(0).toDoubles())
                .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
    }
}
