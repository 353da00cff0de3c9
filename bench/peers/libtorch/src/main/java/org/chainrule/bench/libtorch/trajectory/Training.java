package org.chainrule.bench.libtorch.trajectory;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Rule;
import org.chainrule.bench.trajectory.Trajectory;

/** The training in libtorch, all digits in each step. */
record Training(Tensor pixels, Tensor labels) {
    static Training of(Digits digits) {
        return new Training(Doubles.of(digits.pixels(), Digits.COUNT, Digits.INPUTS), Doubles.labels(digits.labels()));
    }

    Trajectory by(Rule rule) {
        Network network = Network.initial();
        Optimizer optimizer = Chosen.of(rule, network.vector());
        LossClosure closure = new LossClosure() {
            @Override
            public Tensor call() {
                optimizer.zero_grad();
                Tensor loss = torch.cross_entropy_loss(network.apply(pixels), labels);
                loss.backward();
                return loss;
            }
        };
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < rule.steps(); i++) {
            losses.add(optimizer.step(closure).item_double());
        }
        List<Double> parameters = new ArrayList<>();
        for (Tensor parameter : network.parameters()) {
            for (double number : Doubles.toArray(parameter)) {
                parameters.add(number);
            }
        }
        return new Trajectory(rule.name(), losses, parameters);
    }
}
