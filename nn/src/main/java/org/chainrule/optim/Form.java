package org.chainrule.optim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Statistics;
import org.jspecify.annotations.Nullable;

/** Whether what an optimizer is given belongs together: told with the path of the parameter, before the update is built. */
final class Form {
    private static final String STATE = "the state is of another optimizer or model: initial(model) makes one";

    private Form() {}

    /**
     * @throws ShapeException if gradients or moments are not those of the model's parameters
     * @throws IllegalArgumentException if the state holds more or less than the optimizer keeps
     */
    static <M> void check(Optimizer optimizer, M model, M gradients, OptimizerState<M> state) {
        String name = optimizer.getClass().getSimpleName();
        check(name, "gradient", gradients, model, "gradients are of the model that moves: Gradient.of(loss).at(model)");
        // nothing of it is computed, as no result needs it
        OptimizerState<M> own = optimizer.initial(model);
        if (!counts(own).equals(counts(state))) {
            throw new IllegalArgumentException(
                    name + ": keeps " + counts(own) + ", the state holds " + counts(state) + " (" + STATE + ")");
        }
        for (int i = 0; i < own.moments().size(); i++) {
            check(name, "moment", state.moments().get(i), own.moments().get(i), STATE);
        }
    }

    /** @throws IllegalArgumentException if a learning rate is no floating scalar */
    static void requireRate(Optimizer optimizer, Tensor rate) {
        String name = optimizer.getClass().getSimpleName();
        if (!rate.shape().isScalar()) {
            throw new ShapeException(
                    name, "the rate is " + rate.node().type(), "a floating scalar: Tensor.scalar(1e-3)");
        }
        if (!rate.dtype().isFloating()) {
            throw new DTypeException(
                    name + ": the rate is " + rate.node().type() + " (a floating scalar: Tensor.scalar(1e-3))");
        }
    }

    /**
     * What is shared stands once in a model: one tensor in two places is two parameters after the first step.
     *
     * @throws IllegalArgumentException if a floating tensor stands in two places
     */
    static <M> M unshared(M model) {
        Set<Tensor> measured = new HashSet<>(Tree.leaves(Tree.parts(model, Statistics.class)));
        Map<Tensor, String> seen = new HashMap<>();
        Tree.named(model).forEach((path, tensor) -> {
            boolean moves = tensor.dtype().isFloating() && !measured.contains(tensor);
            @Nullable String other = moves ? seen.put(tensor, path) : null;
            if (other != null) {
                throw new IllegalArgumentException(
                        other + " and " + path
                                + " are one tensor, and would be two after a step: what is shared stands once in a model, which uses it in both places; what is not gets a tensor of its own");
            }
        });
        return model;
    }

    private static String counts(OptimizerState<?> state) {
        return state.moments().size() + " moments of each parameter and "
                + state.scalars().size() + " numbers of all";
    }

    /**
     * The same paths, and the same shapes where there are floating numbers.
     *
     * @param kind what each of the values is to a parameter
     */
    static void check(String operation, String kind, Object values, Object like, String hint) {
        List<String> paths = Tree.paths(like);
        List<String> others = Tree.paths(values);
        if (!paths.equals(others)) {
            throw new ShapeException(operation, difference(kind, paths, others), hint);
        }
        List<Tensor> wanted = Tree.leaves(like);
        List<Tensor> given = Tree.leaves(values);
        for (int i = 0; i < wanted.size(); i++) {
            Tensor one = wanted.get(i);
            if (one.dtype().isFloating() && !one.shape().equals(given.get(i).shape())) {
                String problem = "the " + kind + " of " + shown(paths.get(i)) + " is of shape "
                        + given.get(i).shape() + ", not " + one.shape();
                throw new ShapeException(operation, problem, hint);
            }
        }
    }

    private static String difference(String kind, List<String> paths, List<String> others) {
        Optional<String> missing =
                paths.stream().filter(path -> !others.contains(path)).findFirst();
        return missing.map(path -> "there is no " + kind + " of " + shown(path))
                .or(() -> others.stream()
                        .filter(path -> !paths.contains(path))
                        .findFirst()
                        .map(path -> "there is a " + kind + " of " + shown(path) + ", which the model does not have"))
                .orElseGet(() -> "the " + kind + "s stand in another order: " + others + ", not " + paths);
    }

    private static String shown(String path) {
        return path.isEmpty() ? "the tensor" : path;
    }
}
