package org.chainrule.optim;

import org.chainrule.Tensor;

/** The momentum β of a step; β₁ of Adam and its kin. */
public sealed interface Momentum {
    /** β·moment. */
    Tensor times(Tensor moment);

    /** β·old + (1 − β)·fresh. */
    Tensor blend(Tensor old, Tensor fresh);

    /** 1 − βᵗ, exact for β near 1. */
    Tensor missing(Tensor t);

    /**
     * The same at every step: a constant in the compiled update.
     *
     * @param value from 0 on
     */
    record Fixed(double value) implements Momentum {
        @Override
        public Tensor times(Tensor moment) {
            return moment.mul(value);
        }

        @Override
        public Tensor blend(Tensor old, Tensor fresh) {
            return old.mul(value).add(fresh.mul(1 - value));
        }

        @Override
        public Tensor missing(Tensor t) {
            return Parameters.missing(value, t);
        }
    }

    /**
     * Given at each step.
     *
     * @param value a scalar, from 0 to less than 1; best of the model's own dtype, as loops over mixed dtypes are slower
     */
    record Given(Tensor value) implements Momentum {
        @Override
        public Tensor times(Tensor moment) {
            return moment.mul(value.cast(moment.dtype()));
        }

        @Override
        public Tensor blend(Tensor old, Tensor fresh) {
            Tensor rest = value.neg().add(1);
            return old.mul(value.cast(old.dtype())).add(fresh.mul(rest.cast(fresh.dtype())));
        }

        @Override
        public Tensor missing(Tensor t) {
            return t.mul(value.log().cast(t.dtype())).expm1().neg();
        }
    }
}
