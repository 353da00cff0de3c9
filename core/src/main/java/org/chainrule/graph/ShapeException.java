package org.chainrule.graph;

/** Shapes that do not fit an operation; thrown at the line that asks for it, before anything runs. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ShapeException(String message) {
        super(message);
    }

    /**
     * @param operation the operation asked for, as the user writes it
     * @param problem what does not fit, with every shape
     * @param hint what would
     */
    public ShapeException(String operation, String problem, String hint) {
        super(operation + ": " + problem + " (" + hint + ")");
    }
}
