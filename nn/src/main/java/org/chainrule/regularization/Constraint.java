package org.chainrule.regularization;

/** A limit that parameters are brought back to after each update. */
public interface Constraint {
    /** The nearest model within the limit. */
    <M> M held(M model);
}
