package org.chainrule.check;

import org.chainrule.graph.Node;

/** The reverse rule of operations; a seam through which tests plant faults. */
interface Rule {
    Node downstream(Node node, int input, Node upstream);

    /** The rule that stands with each operation. */
    static Node own(Node node, int input, Node upstream) {
        return node.op().downstream(node, input, upstream);
    }
}
