package org.chainrule.optim;

import java.util.List;
import java.util.OptionalDouble;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * Adafactor, with PyTorch's defaults: of the mean squares of a matrix's gradient only the means of its rows and columns are
 * kept, so the state of [m, n] has m + n numbers. For stacks of matrices the last two axes count; vectors keep all.
 *
 * <pre>
 * s = t^decay                            ρ = min(rate, 1/√t)
 * r = (1 − s)·r + s·mean of g² by row    c = (1 − s)·c + s·mean of g² by column
 * v = r·c / max(mean of r, ε₁)           of a vector v = (1 − s)·v + s·g²
 * u = g / √max(v, ε₁²)                   rms(x) = √mean(x²)
 * w = w − rate·weightDecay·w             w = w − ρ · max(ε₂, rms(w)) / max(1, rms(u)/clip) · u
 * </pre>
 *
 * Source: Shazeer, Stern, "Adafactor: adaptive learning rates with sublinear memory cost", ICML 2018, with PyTorch's reading of ε₁.
 *
 * @param decay how the share of the newest square falls with the step, from −1 to 0
 * @param epsilon1 from 0 on; if there is none the distance of 1 to the next number of the parameter's dtype
 * @param epsilon2 from 0 on: the least size that a parameter counts with
 * @param clip above 0: the size that an update is cut to
 * @param weightDecay from 0 on, apart from the gradient
 */
public record Adafactor(double decay, OptionalDouble epsilon1, double epsilon2, double clip, double weightDecay)
        implements Optimizer {
    public Adafactor {
        if (!(decay >= -1 && decay <= 0)) {
            throw new IllegalArgumentException("decay is at least -1 and at most 0, not " + decay);
        }
        epsilon1.ifPresent(epsilon -> Arguments.notNegative("epsilon1", epsilon));
        Arguments.notNegative("epsilon2", epsilon2);
        Arguments.positive("clip", clip);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** t^−0.8, ε₁ of the dtype, ε₂ = 1e-3, updates cut to 1, no weight decay. The usual rate is 1e-2. */
    public Adafactor() {
        this(-0.8, OptionalDouble.empty(), 1e-3, 1, 0);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, List.of(Adafactor::rows, Adafactor::columns));
    }

    /** Of a vector there are no rows to tell apart: all of its squares. */
    private static Shape rows(Shape shape) {
        return shape.rank() < 2 ? shape : shape.with(shape.rank() - 1, 1);
    }

    private static Shape columns(Shape shape) {
        return shape.rank() < 2 ? Shape.of(0) : shape.with(shape.rank() - 2, 1);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor share = t.pow(decay);
        Tensor most = rate.minimum(t.sqrt().reciprocal());
        return Parameters.update(this, model, gradients, state, (w, g, moments) -> {
            double floor = epsilon1.orElse(w.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f));
            Factors factors = Factors.of(moments).after(g.square(), share.cast(w.dtype()));
            Tensor u = g.div(factors.squares(floor).maximum(floor * floor).sqrt());
            Tensor size = rms(w).maximum(epsilon2).div(rms(u).div(clip).maximum(1));
            Tensor decayed = Parameters.shrunk(w, rate.cast(w.dtype()), weightDecay);
            Tensor step = u.mul(size.mul(most.cast(w.dtype())));
            return new Parameters.Moved(decayed.sub(step), List.of(factors.rows(), factors.columns()));
        });
    }

    private static Tensor rms(Tensor x) {
        return x.square().mean().sqrt();
    }

    private record Factors(Tensor rows, Tensor columns) {
        static Factors of(List<Tensor> moments) {
            return new Factors(moments.get(0), moments.get(1));
        }

        Factors after(Tensor squares, Tensor share) {
            if (squares.shape().rank() < 2) {
                return new Factors(towards(rows, squares, share), columns);
            }
            return new Factors(
                    towards(rows, squares.keeping(squares.mean(-1), -1), share),
                    towards(columns, squares.keeping(squares.mean(-2), -2), share));
        }

        private static Tensor towards(Tensor old, Tensor fresh, Tensor share) {
            return old.add(fresh.sub(old).mul(share));
        }

        Tensor squares(double floor) {
            if (rows.shape().rank() < 2) {
                return rows;
            }
            Tensor mean = rows.keeping(rows.mean(-2), -2);
            return rows.div(mean.maximum(floor)).mul(columns);
        }
    }
}
