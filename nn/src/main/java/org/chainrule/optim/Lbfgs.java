package org.chainrule.optim;

import java.util.function.Function;
import org.chainrule.Compiled;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.ValueAndGradient;
import org.chainrule.arguments.Arguments;

/**
 * L-BFGS: Newton's method with an inverse Hessian H guessed from the last moves s and the changes y of the gradient along them.
 * For smooth functions of whole data sets. It calls the function several times a step, so it is no {@link Optimizer}:
 *
 * <pre>{@code
 * Lbfgs lbfgs = new Lbfgs();
 * Model fitted = lbfgs.minimize(model, m -> loss(m, data), 10);
 * }</pre>
 *
 * <pre>
 * d = −H·g                        H from γ·I, γ = s·y/y·y, by the two-loop recursion
 * w = w + t·d                     t from the line search
 * </pre>
 *
 * The first t tried is the rate, in the very first iteration rate · min(1, 1/‖g‖₁). A step ends when max|g| is at most the
 * gradient tolerance, when max|t·d| or the change of the loss is at most the other one, or when it has used up its iterations or
 * evaluations. What is summed is summed in double precision.
 *
 * <p>Sources: Nocedal, Wright, "Numerical optimization", 2nd edition, algorithms 7.4 and 7.5; the semantics are those of
 * {@code torch.optim.LBFGS}.
 *
 * @param rate above 0
 * @param iterations at most so many in a step, from 1 on
 * @param evaluations of the function, at most about so many in a step: a line search is not broken off
 * @param gradientTolerance from 0 on
 * @param changeTolerance from 0 on
 * @param history how many moves are remembered, from 1 on; each takes two vectors of all parameters in float64
 */
public record Lbfgs(
        double rate,
        int iterations,
        int evaluations,
        double gradientTolerance,
        double changeTolerance,
        int history,
        LineSearch lineSearch) {
    /** How far a move goes. */
    public enum LineSearch {
        /** As far as the rate says. */
        NONE,
        /** To where the loss has fallen by 1e-4 of what the slope promises, and the slope to 0.9 of it: the strong Wolfe conditions. */
        STRONG_WOLFE
    }

    public Lbfgs {
        Arguments.positive("rate", rate);
        Arguments.notNegative("gradientTolerance", gradientTolerance);
        Arguments.notNegative("changeTolerance", changeTolerance);
        if (iterations < 1 || evaluations < 1 || history < 1) {
            throw new IllegalArgumentException(iterations + " iterations, " + evaluations
                    + " evaluations, a history of " + history + ": all are at least 1");
        }
    }

    /**
     * Rate 1, 20 iterations and 25 evaluations a step, tolerances 1e-7 and 1e-9, a history of 100, and a line search; by PyTorch's
     * default there is none, and a first move that is too long is never taken back.
     */
    public Lbfgs() {
        this(LineSearch.STRONG_WOLFE);
    }

    /** The same with another line search. */
    public Lbfgs(LineSearch lineSearch) {
        this(1, 20, 25, 1e-7, 1e-9, 100, lineSearch);
    }

    /**
     * What a step came to.
     *
     * @param loss where the step began
     * @param converged whether it ended by a tolerance
     */
    public record Stepped<M>(M model, LbfgsState state, double loss, boolean converged) {}

    /** The state before the first step. */
    public <M> LbfgsState initial(M model) {
        Tree.parameters(Form.unshared(model)); // refuses what holds none
        return LbfgsState.initial(new FlatModel<>(model).size());
    }

    /**
     * One step, of several iterations.
     *
     * @param function called once for each evaluation; compile it: {@code Compiled.of(m -> ValueAndGradient.of(m, loss))}
     */
    public <M> Stepped<M> step(M model, LbfgsState state, Function<M, ValueAndGradient<M>> function) {
        return new LbfgsStep<>(this, model, state, function).run();
    }

    /**
     * At most so many steps, of the compiled loss; fewer if they converge.
     *
     * @param loss one number
     */
    public <M> M minimize(M model, Function<M, Tensor> loss, int steps) {
        Function<M, ValueAndGradient<M>> function = Compiled.of(m -> ValueAndGradient.of(m, loss));
        Stepped<M> last = new Stepped<>(model, initial(model), Double.NaN, false);
        for (int i = 0; i < steps && !last.converged(); i++) {
            last = step(last.model(), last.state(), function);
        }
        return last.model();
    }
}
