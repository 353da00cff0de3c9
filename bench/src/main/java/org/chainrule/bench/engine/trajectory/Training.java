package org.chainrule.bench.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.chainrule.Compiled;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.ValueAndGradient;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Rule;
import org.chainrule.bench.trajectory.Trajectory;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Lbfgs;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;

/** The training in this engine, all digits in each step. */
record Training(Tensor pixels, Tensor labels) {
    static Training of(Digits digits) {
        return new Training(
                Tensor.of(digits.pixels(), Shape.of(Digits.COUNT, Digits.INPUTS)), Tensor.of(digits.labels()));
    }

    private record State(Network network, OptimizerState<Network> optimizer) {}

    Trajectory by(Rule rule) {
        return switch (rule) {
            case Rule.Lbfgs lbfgs -> by(lbfgs);
            case Rule.Sgd sgd -> by(Chosen.of(sgd), rule, sgd.rate());
            case Rule.Adagrad adagrad -> by(Chosen.of(adagrad), rule, adagrad.rate());
            case Rule.RmsProp rmsProp -> by(Chosen.of(rmsProp), rule, rmsProp.rate());
            case Rule.Adam adam -> by(Chosen.of(adam), rule, adam.rate());
            case Rule.AdamW adamW -> by(Chosen.of(adamW), rule, adamW.rate());
        };
    }

    private Trajectory by(Optimizer optimizer, Rule rule, double rate) {
        Network start = Network.initial();
        CompiledLoop<State, Tensor, Tensor> loop =
                CompiledLoop.of(new State(start, optimizer.initial(start)), (state, given) -> {
                    ValueAndGradient<Network> result = ValueAndGradient.of(state.network(), this::loss);
                    Optimizer.Updated<Network> next =
                            optimizer.update(state.network(), result.gradient(), state.optimizer(), given);
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), result.value());
                });
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < rule.steps(); i++) {
            losses.add(loop.step(Tensor.scalar(rate, DType.FLOAT64)).item());
        }
        return trajectory(rule, losses, loop.state().network());
    }

    private Trajectory by(Rule.Lbfgs rule) {
        Lbfgs lbfgs = Chosen.of(rule);
        Function<Network, ValueAndGradient<Network>> function =
                Compiled.of(network -> ValueAndGradient.of(network, this::loss));
        Network start = Network.initial();
        Lbfgs.Stepped<Network> last = lbfgs.step(start, lbfgs.initial(start), function);
        List<Double> losses = new ArrayList<>(List.of(last.loss()));
        for (int i = 1; i < rule.steps(); i++) {
            last = lbfgs.step(last.model(), last.state(), function);
            losses.add(last.loss());
        }
        return trajectory(rule, losses, last.model());
    }

    private Tensor loss(Network network) {
        return new SoftmaxCrossEntropy().of(network.apply(pixels), labels);
    }

    private static Trajectory trajectory(Rule rule, List<Double> losses, Network end) {
        List<Double> parameters = Tree.leaves(end).stream()
                .flatMap(leaf -> Arrays.stream(leaf.toDoubles()).boxed())
                .toList();
        return new Trajectory(rule.name(), losses, parameters);
    }
}
