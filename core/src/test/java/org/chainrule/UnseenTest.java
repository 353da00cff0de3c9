package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.check.GradCheck;
import org.junit.jupiter.api.Test;

/** Tensors in the fields of plain classes are not seen: that is said, and never answered with the object itself. */
class UnseenTest {
    private static final Tensor X = Tensor.of(1f, 2f);

    private static final class Net {
        private final Tensor w = X;

        Tensor loss() {
            return w.square().sum();
        }
    }

    private static final class Stack {
        private final List<Net> layers = List.of(new Net());

        Tensor loss() {
            return layers.getFirst().loss();
        }
    }

    private record Wrapped(Net net) {}

    private record Scale(int factor) {}

    private record Mixed(Tensor first, List<?> parts) {}

    /** A function of a choice, and of a class: neither holds a tensor of its own. */
    private enum Bend {
        SQUARE(Tensor::square);

        private final UnaryOperator<Tensor> function;
        private final Tensor half = Tensor.scalar(0.5f);

        Bend(UnaryOperator<Tensor> function) {
            this.function = function;
        }

        Tensor apply(Tensor x) {
            return function.apply(x).mul(half);
        }
    }

    private static final class Applied {
        private final UnaryOperator<Tensor> function;

        Applied(UnaryOperator<Tensor> function) {
            this.function = function;
        }

        Tensor apply(Tensor x) {
            return function.apply(x);
        }
    }

    private enum Sign {
        PLUS,
        MINUS
    }

    private static void assertRefused(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(NoTensorException.class)
                .hasMessage(
                        "Net is no record, list, map or tensor, so its tensors cannot be seen: make it a record, or have a lambda close over what is never trained");
    }

    @Test
    void noDerivativeIsTakenByAPlainObject() {
        Net net = new Net();
        assertRefused(() -> Gradient.of(net.loss()).at(net));
        assertRefused(() -> ValueAndGradient.of(net, Net::loss));
        assertRefused(() -> Tangent.of(net.loss()).along(net, net));
        assertRefused(() -> Jacobian.of(net.loss()).at(net));
        assertRefused(() -> Jacobian.of(net.loss()).forwardAt(net));
        assertRefused(() -> Jacobian.of(net.loss()).reverseAt(net));
        assertRefused(() -> Hessian.of(net.loss()).blocks(net));
        assertRefused(() -> Linearized.of(Net::loss, net));
        assertRefused(() -> GradCheck.of(Net::loss, net).report());
    }

    @Test
    void noFunctionIsTracedForAPlainObjectWithTensors() {
        Net net = new Net();
        assertRefused(() -> Compiled.of(Net::loss).apply(net));
        assertRefused(() -> Compiled.of((Tensor x) -> net).apply(X));
        assertRefused(() -> Vectorize.of(Net::loss).apply(net));
        assertRefused(() -> Vectorize.of((Tensor x) -> net).apply(X));
        assertRefused(() -> CompiledLoop.of(net, (Net s, Tensor x) -> new CompiledLoop.Next<>(s, x)));
        assertRefused(() -> CompiledLoop.of(X, (Tensor s, Net n) -> new CompiledLoop.Next<>(s, s))
                .step(net));
        assertThatThrownBy(() -> Compiled.of(Stack::loss).apply(new Stack()))
                .isInstanceOf(NoTensorException.class)
                .hasMessageStartingWith("Stack is no record");
    }

    @Test
    void aTreeWithoutTensorsHasNoGradient() {
        assertThatThrownBy(() -> Gradient.of(X.sum()).at(new Scale(1)))
                .isInstanceOf(NoTensorException.class)
                .hasMessage("Scale holds no tensor; tensors stand in records, lists, maps and optionals");
        assertThatThrownBy(() -> Gradient.of(X.sum()).at(List.of()))
                .isInstanceOf(NoTensorException.class)
                .hasMessageStartingWith("[] holds no tensor");
    }

    @Test
    void aPlainObjectWithinATreeIsRefusedWithItsPlace() {
        List<ThrowingCallable> uses = List.of(
                () -> Tree.leaves(new Mixed(X, List.of(new Wrapped(new Net())))),
                () -> Tree.named(new Mixed(X, List.of(new Wrapped(new Net())))),
                () -> Gradient.of(X.sum()).at(new Mixed(X, List.of(new Wrapped(new Net())))),
                () -> CompiledLoop.of(X, (Tensor s, Mixed given) -> new CompiledLoop.Next<>(s, s))
                        .step(new Mixed(X, List.of(new Wrapped(new Net())))));
        for (ThrowingCallable use : uses) {
            assertThatThrownBy(use)
                    .isInstanceOf(NoTensorException.class)
                    .hasMessage(
                            "parts.0.net Net is no record, list, map or tensor, so its tensors cannot be seen: make it a record, or have a lambda close over what is never trained");
        }
        assertThatThrownBy(() -> Tree.leaves(new Wrapped(new Net())))
                .isInstanceOf(NoTensorException.class)
                .hasMessageStartingWith("net Net is no record");
        assertThatThrownBy(() -> Tree.leaves(Map.of("deep", Optional.of(new Stack()))))
                .isInstanceOf(NoTensorException.class)
                .hasMessageStartingWith("deep Stack is no record");
    }

    @Test
    void choicesAndFunctionsWithinATreeAreConfiguration() {
        Tensor offset = Tensor.scalar(1);
        UnaryOperator<Tensor> shifted = x -> x.add(offset);
        assertThat(Tree.leaves(new Mixed(X, List.of(shifted, Bend.SQUARE, Sign.PLUS, new Applied(shifted), "x", 1))))
                .containsExactly(X);
    }

    @Test
    void configurationIsAnArgumentOfCompiledFunctions() {
        assertThat(Compiled.of((Sign sign) -> sign == Sign.PLUS ? X : X.neg())
                        .apply(Sign.MINUS)
                        .toFloats())
                .containsExactly(-1, -2);
        assertThat(Compiled.of((Scale scale) -> X.mul(scale.factor()))
                        .apply(new Scale(3))
                        .toFloats())
                .containsExactly(3, 6);
        Tensor offset = Tensor.scalar(1);
        UnaryOperator<Tensor> shifted = x -> x.add(offset);
        assertThat(Compiled.of((UnaryOperator<Tensor> change) -> change.apply(X))
                        .apply(shifted)
                        .toFloats())
                .containsExactly(2, 3);
    }
}
