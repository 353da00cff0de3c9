package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * Muon, with PyTorch's defaults: a matrix moves by its momentum made orthogonal, so that all directions count alike. For the
 * matrices between a network's layers; biases, embeddings and the last layer go to another optimizer, by {@link Groups}.
 *
 * <pre>
 * m = μ·m + (1 − μ)·g                 d = nesterov ? (1 − μ)·g + μ·m : m
 * w = w − rate·weightDecay·w          w = w − rate · scale · orthogonal(d)
 * </pre>
 *
 * where {@link NewtonSchulz} makes d orthogonal: in the parameter's own dtype, where PyTorch rounds to bfloat16.
 *
 * <p>Source: Jordan and others, "Muon: an optimizer for hidden layers in neural networks", 2024; {@link Scale#ADAMW}: Liu and others,
 * "Muon is scalable for LLM training", 2025.
 *
 * @param momentum μ, from 0 to less than 1
 * @param nesterov whether to look ahead
 * @param weightDecay from 0 on, apart from the gradient
 * @param scale of the steps of matrices of different shapes
 * @param iterations of Newton and Schulz, from 1 on
 */
public record Muon(double momentum, boolean nesterov, double weightDecay, Scale scale, int iterations)
        implements Optimizer {
    /** What steps are multiplied by, for weights [inputs, outputs]; PyTorch's are [outputs, inputs]. */
    public enum Scale {
        /** √max(1, outputs/inputs) */
        ORIGINAL {
            @Override
            double of(int inputs, int outputs) {
                return Math.sqrt(Math.max(1, (double) outputs / inputs));
            }
        },
        /** 0.2·√max(inputs, outputs): steps as large as AdamW's, so rates and decays found for it will do. */
        ADAMW {
            @Override
            double of(int inputs, int outputs) {
                return 0.2 * Math.sqrt(Math.max(inputs, outputs));
            }
        };

        abstract double of(int inputs, int outputs);
    }

    public Muon {
        Arguments.belowOne("momentum", momentum);
        Arguments.notNegative("weightDecay", weightDecay);
        if (iterations < 1) {
            throw new IllegalArgumentException(iterations + " iterations: at least 1");
        }
    }

    /** μ = 0.95 with Nesterov's look ahead, weight decay 0.1, the original scale, 5 iterations. The usual rate is 1e-3. */
    public Muon() {
        this(0.95, true, 0.1, Scale.ORIGINAL, 5);
    }

    /**
     * @throws ShapeException for a parameter that is no matrix
     */
    @Override
    public <M> OptimizerState<M> initial(M model) {
        Tree.named(model).forEach((path, w) -> {
            if (w.dtype().isFloating() && w.shape().rank() != 2) {
                throw new ShapeException(
                        "muon",
                        (path + " of shape " + w.shape()).strip(),
                        "takes matrices; others go to another optimizer, by Groups");
            }
        });
        return Parameters.zeros(model, 1);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        return Parameters.update(this, model, gradients, state, (w, g, moments) -> {
            Tensor lr = rate.cast(w.dtype());
            Tensor m = Parameters.blend(moments.getFirst(), g, 1 - momentum);
            Tensor direction = NewtonSchulz.orthogonal(nesterov ? Parameters.blend(g, m, momentum) : m, iterations);
            Shape shape = w.shape();
            Tensor step = direction.mul(lr.mul(scale.of(shape.extent(0), shape.extent(1))));
            return new Parameters.Moved(Parameters.shrunk(w, lr, weightDecay).sub(step), List.of(m));
        });
    }
}
