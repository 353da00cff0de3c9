package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.chainrule.graph.DType;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

/** Loops whose end depends on what they compute. */
class WhileLoopTest {
    record State(Tensor guess, Tensor steps) {}

    /** Newton's method for the square root. */
    private static State root(Tensor square) {
        return WhileLoop.of(
                        (State s) -> s.guess().square().sub(square).abs().gt(1e-10),
                        s -> new State(
                                s.guess().add(square.div(s.guess())).mul(0.5),
                                s.steps().add(1)))
                .from(new State(square, Tensor.scalar(0, DType.INT32)));
    }

    private static Tensor number(double value) {
        return Tensor.scalar(value, DType.FLOAT64);
    }

    @Test
    void runsUntilTheConditionFails() {
        assertThat(root(number(2)).guess().item()).isEqualTo(Math.sqrt(2), within(1e-10));
        assertThat(root(number(2)).steps().item()).isEqualTo(4);
        Compiled<Tensor, State> compiled = Compiled.of(WhileLoopTest::root);
        assertThat(compiled.apply(number(2)).guess().item())
                .isEqualTo(root(number(2)).guess().item());
        assertThat(compiled.apply(number(1e6)).steps().item())
                .isEqualTo(root(number(1e6)).steps().item());
    }

    @Test
    void maySayNoAtOnce() {
        assertThat(root(number(1)).steps().item()).isZero();
        assertThat(Compiled.of(WhileLoopTest::root).apply(number(1)).guess().item())
                .isEqualTo(1);
    }

    @Test
    void movesAlongWithItsInputs() {
        Function<Tensor, Tensor> slope = x -> Tangent.of(root(x).guess()).along(x, Tensor.scalar(1, DType.FLOAT64));
        assertThat(slope.apply(number(3)).item()).isEqualTo(0.5 / Math.sqrt(3), within(1e-9));
        assertThat(Compiled.of(slope).apply(number(3)).item()).isEqualTo(0.5 / Math.sqrt(3), within(1e-9));
    }

    @Test
    void hasNoGradientAndSaysWhatHas() {
        Tensor x = number(3);
        assertThatThrownBy(() -> Gradient.of(root(x).guess()).at(x))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("while loop")
                .hasMessageContaining("WhileLoopTest.java")
                .hasMessageContaining("scan");
    }

    @Test
    void everyExampleStopsWhenItIsDone() {
        Tensor squares = Tensor.of(1.0, 2, 1e6, 0.25);
        Function<Tensor, State> all = Vectorize.of(WhileLoopTest::root);
        for (State state :
                java.util.List.of(all.apply(squares), Compiled.of(all).apply(squares))) {
            for (int i = 0; i < 4; i++) {
                State one = root(number(squares.toDoubles()[i]));
                assertThat(state.guess().toDoubles()[i]).isEqualTo(one.guess().item());
                assertThat(state.steps().toDoubles()[i]).isEqualTo(one.steps().item());
            }
        }
    }

    @Test
    void errorsSpeakBeforeAnythingRuns() {
        Tensor x = Tensor.zeros(3);
        assertThatThrownBy(() -> WhileLoop.of((Tensor t) -> t.lt(1), t -> t).from(x))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("bool[3]")
                .hasMessageContaining("any()");
        assertThatThrownBy(() ->
                        WhileLoop.of((Tensor t) -> t.lt(1).all(), t -> t.sum()).from(x))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("float32[3] and float32[]");
        assertThat(WhileLoop.of((Tensor t) -> t.lt(1).all(), t -> t.add(1))
                        .from(x)
                        .shape())
                .isEqualTo(Shape.of(3));
    }
}
