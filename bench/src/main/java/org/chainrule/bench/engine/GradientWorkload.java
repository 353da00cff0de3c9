package org.chainrule.bench.engine;

import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.bench.protocol.Numbers;

/** A value and its gradients by all tensors of the argument. */
final class GradientWorkload<A> implements Outcome {
    private record ValueAndGradient<A>(Tensor value, A gradient) {}

    private final A argument;
    private final Compiled<A, ValueAndGradient<A>> compiled;

    GradientWorkload(A argument, Function<A, Tensor> function) {
        this.argument = argument;
        this.compiled = Compiled.of(variables -> {
            Tensor value = function.apply(variables);
            return new ValueAndGradient<>(value, Gradient.of(value).at(variables));
        });
    }

    @Override
    public void step() {
        compiled.apply(argument);
    }

    @Override
    public Object outcome() {
        return compiled.apply(argument);
    }

    @Override
    public double[] observedStep() {
        ValueAndGradient<A> result = compiled.apply(argument);
        DoubleStream sizes =
                Tree.leaves(result.gradient()).stream().mapToDouble(gradient -> Numbers.size(gradient.toFloats()));
        return DoubleStream.concat(DoubleStream.of(result.value().item()), sizes)
                .toArray();
    }
}
