package org.chainrule.optim.schedule;

/** How a number goes from one value to another. */
public enum Annealing {
    /** (1 − p)·a + p·b. */
    LINEAR {
        @Override
        public double between(double from, double to, double share) {
            return (1 - share) * from + share * to;
        }
    },
    /** The same with (1 − cos πp)/2 for p: flat at both ends. */
    COSINE {
        @Override
        public double between(double from, double to, double share) {
            return LINEAR.between(from, to, (1 - Math.cos(Math.PI * share)) / 2);
        }
    };

    /**
     * The value on the way.
     *
     * @param share how much of the way is done, from 0 to 1
     */
    public abstract double between(double from, double to, double share);
}
