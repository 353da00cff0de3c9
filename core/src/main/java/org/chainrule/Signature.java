package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Type;

/** What decides whether a trace can be replayed: the types of the tensors, and all that is not a tensor. */
record Signature(Object form, List<Type> types) {
    static Signature of(Object argument, List<Tensor> leaves) {
        List<Type> types = new ArrayList<>();
        leaves.forEach(leaf -> types.add(leaf.node().type()));
        return new Signature(TreeForm.of(argument), types);
    }

    /** Whether this is an argument's signature; cheaper than making that. */
    boolean isOf(Object argument, List<Tensor> leaves) {
        boolean same = leaves.size() == types.size();
        for (int i = 0; same && i < types.size(); i++) {
            Type type = leaves.get(i).node().type();
            same = type == types.get(i) || type.equals(types.get(i));
        }
        return same && TreeForm.isOf(form, argument);
    }
}
