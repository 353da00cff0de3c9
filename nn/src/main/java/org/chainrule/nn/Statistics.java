package org.chainrule.nn;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Shape;

/**
 * A part of a model that training measures and does not learn, as the running mean and variance of a batch norm: a record of tensors.
 * It is saved and restored with the model, by its path. Nothing that moves parameters is shown it; a step that trains puts into the
 * model what its layers told the {@link Context} that they measured.
 *
 * <p>Its record, and those around it, take tensors of any shape: in what moves parameters, nothing stands in the place of statistics.
 */
public interface Statistics {
    /** The model with nothing in the place of its statistics, tensors of shape [0]: what is differentiated, penalized and moved. */
    static <M> M without(M model) {
        List<Statistics> empty = new ArrayList<>();
        for (Statistics statistics : Tree.parts(model, Statistics.class)) {
            empty.add(Tree.map(statistics, tensor -> Tensor.full(Shape.of(0), 0, tensor.dtype())));
        }
        return empty.isEmpty() ? model : Tree.replace(model, Statistics.class, empty);
    }

    /** A model with the statistics of another one of its form. */
    static <M> M kept(M model, M of) {
        List<Statistics> others = Tree.parts(of, Statistics.class);
        return others.isEmpty() ? model : Tree.replace(model, Statistics.class, others);
    }
}
