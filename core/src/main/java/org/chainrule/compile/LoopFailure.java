package org.chainrule.compile;

import org.chainrule.graph.Node;

/** Why some goals cannot share one loop as they are. */
abstract sealed class LoopFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Node node;

    private LoopFailure(Node node) {
        super(node.toString(), null, false, false);
        this.node = node;
    }

    /** The node that it is about. */
    Node node() {
        return node;
    }

    /** A node that no loop can read through this view: it must be stored before. */
    static final class NotViewable extends LoopFailure {
        private static final long serialVersionUID = 1;

        NotViewable(Node node) {
            super(node);
        }
    }

    /** A loop of so many steps that its code would be too long for a method: what it computes most often should be stored. */
    static final class TooLong extends LoopFailure {
        private static final long serialVersionUID = 1;

        TooLong(Node node) {
            super(node);
        }
    }

    /** A goal that needs another goal's result at other places of the loop: they cannot share it. */
    static final class Misplaced extends LoopFailure {
        private static final long serialVersionUID = 1;

        Misplaced(Node node) {
            super(node);
        }
    }
}
