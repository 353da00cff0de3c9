package org.chainrule.check;

/** The ways a gradient is checked. */
public enum Check {
    /** The function's value: the same when computed twice, and finite. */
    VALUE("value"),
    /** One entry of the gradient against central differences. */
    DIFFERENCE("reverse against differences"),
    /**
     * The gradient along a random direction, which moves every entry of a tensor at once, against central differences.
     */
    DIRECTION("reverse along a direction"),
    /**
     * Forward mode against reverse mode: ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩. Needs no step, so it is exact to rounding. Source: J.
     * Claerbout, "Earth Soundings Analysis: Processing versus Inversion", 1992 (the dot-product test).
     */
    TRANSPOSE("forward against reverse"),
    /**
     * Taylor's theorem: the remainder f(x + h·u) − f(x) − h·⟨gradient, u⟩ falls with the square of h if the gradient is
     * right, and with h itself if it is not. Source: P. Farrell, D. Ham, S. Funke, M. Rognes, "Automated derivation of
     * the adjoint of high-level transient finite element programs", SIAM J. Sci. Comput. 35(4), 2013.
     */
    TAYLOR("Taylor remainder"),
    /** Values and gradients at several places at once, as {@link org.chainrule.Vectorize} gives them, against a loop over the places. */
    BATCHED("batched against looped");

    private final String words;

    Check(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
