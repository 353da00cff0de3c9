package org.chainrule.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.chainrule.Tensor;
import org.chainrule.Tree;

/** Two values of one form, tensor by tensor. */
final class Trees {
    private Trees() {}

    static <T> T zip(T left, T right, BinaryOperator<Tensor> combine) {
        List<Tensor> lefts = Tree.leaves(left);
        List<Tensor> rights = Tree.leaves(right);
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < lefts.size(); i++) {
            results.add(combine.apply(lefts.get(i), rights.get(i)));
        }
        return Tree.rebuild(left, results);
    }
}
