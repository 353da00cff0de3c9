package org.chainrule.optim;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * The floating numbers of a model as one vector.
 *
 * @param model the form; its other leaves stay as they are
 */
record FlatModel<M>(M model) {
    /** The numbers of a value of the model's form. */
    double[] flat(M values) {
        List<Tensor> leaves = Tree.leaves(values);
        List<Tensor> forms = Tree.leaves(model);
        double[] result = new double[size()];
        int at = 0;
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i).dtype().isFloating()) {
                double[] elements = leaves.get(i).toDoubles();
                System.arraycopy(elements, 0, result, at, elements.length);
                at += elements.length;
            }
        }
        return result;
    }

    /** The model with these numbers. */
    M with(double... numbers) {
        List<Tensor> leaves = new ArrayList<>();
        int at = 0;
        for (Tensor leaf : Tree.leaves(model)) {
            if (leaf.dtype().isFloating()) {
                int end = at + leaf.shape().size();
                leaves.add(
                        leaf.dtype() == DType.FLOAT64
                                ? doubles(numbers, at, leaf.shape())
                                : floats(numbers, at, leaf.shape()));
                at = end;
            } else {
                leaves.add(leaf);
            }
        }
        return Tree.rebuild(model, leaves);
    }

    int size() {
        return Tree.leaves(model).stream()
                .filter(leaf -> leaf.dtype().isFloating())
                .mapToInt(leaf -> leaf.shape().size())
                .reduce(0, Math::addExact);
    }

    private static Tensor doubles(double[] numbers, int at, Shape shape) {
        return Tensor.of(java.util.Arrays.copyOfRange(numbers, at, at + shape.size()), shape);
    }

    private static Tensor floats(double[] numbers, int at, Shape shape) {
        float[] elements = new float[shape.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) numbers[at + i];
        }
        return Tensor.of(elements, shape);
    }
}
