package org.chainrule.bench.engine;

import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.bench.protocol.Numbers;

/** A value and its gradients by all tensors of the argument. */
final class GradientWorkload<A> implements Outcome {
    private record ValueAndGradient<A>(Tensor value, A gradient) {}

    private final Repeated<A, ValueAndGradient<A>> repeated;

    GradientWorkload(A argument, Function<A, Tensor> function) {
        this.repeated = new Repeated<>(argument, variables -> {
            Tensor value = function.apply(variables);
            return new ValueAndGradient<>(value, Gradient.of(value).at(variables));
        });
    }

    @Override
    public void step() {
        repeated.compute();
    }

    @Override
    public Object outcome() {
        return repeated.result();
    }

    @Override
    public double[] observedStep() {
        ValueAndGradient<A> result = repeated.result();
        DoubleStream sizes =
                Tree.leaves(result.gradient()).stream().mapToDouble(gradient -> Numbers.size(gradient.toFloats()));
        return DoubleStream.concat(DoubleStream.of(result.value().item()), sizes)
                .toArray();
    }
}
