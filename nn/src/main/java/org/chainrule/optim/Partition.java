package org.chainrule.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * The parameters of a model in groups, each a map by path, and back.
 *
 * @param groupOf the number of the group that a path belongs to
 */
record Partition<M>(M model, ToIntFunction<String> groupOf) {
    /** In the place of a moment that a parameter does not have. */
    private static final Shape NOTHING = Shape.of(0);

    /** The tensors of a value of the model's form, by group and path. */
    List<Map<String, Tensor>> split(M values, int groups) {
        List<Map<String, Tensor>> parts = new ArrayList<>();
        IntStream.range(0, groups).forEach(_ -> parts.add(new LinkedHashMap<>()));
        List<String> paths = Tree.paths(model);
        List<Tensor> leaves = Tree.leaves(values);
        for (int i = 0; i < leaves.size(); i++) {
            parts.get(groupOf.applyAsInt(paths.get(i))).put(paths.get(i), leaves.get(i));
        }
        return parts;
    }

    /** The model from its parts. */
    M whole(List<Map<String, Tensor>> parts) {
        List<Tensor> leaves = new ArrayList<>();
        for (String path : Tree.paths(model)) {
            Map<String, Tensor> part = parts.get(groupOf.applyAsInt(path));
            leaves.add(part.getOrDefault(path, Tensor.full(NOTHING, 0, DType.FLOAT32)));
        }
        return Tree.rebuild(model, leaves);
    }

    /**
     * A state as the states of the groups.
     *
     * @param forms of each group, a state with as many moments and numbers
     */
    List<OptimizerState<Map<String, Tensor>>> split(
            OptimizerState<M> state, List<OptimizerState<Map<String, Tensor>>> forms) {
        List<List<Map<String, Tensor>>> moments = state.moments().stream()
                .map(moment -> split(moment, forms.size()))
                .toList();
        List<OptimizerState<Map<String, Tensor>>> states = new ArrayList<>();
        int from = 0;
        for (int group = 0; group < forms.size(); group++) {
            int at = group;
            List<Map<String, Tensor>> own = moments.stream()
                    .limit(forms.get(group).moments().size())
                    .map(moment -> moment.get(at))
                    .toList();
            int to = from + forms.get(group).scalars().size();
            states.add(new OptimizerState<>(state.step(), own, state.scalars().subList(from, to)));
            from = to;
        }
        return states;
    }

    /** The states of the groups as one. */
    OptimizerState<M> join(List<OptimizerState<Map<String, Tensor>>> states) {
        int most =
                states.stream().mapToInt(state -> state.moments().size()).max().orElse(0);
        List<M> moments = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int at = i;
            moments.add(whole(states.stream()
                    .map(state -> at < state.moments().size() ? state.moments().get(at) : Map.<String, Tensor>of())
                    .toList()));
        }
        List<Tensor> scalars =
                states.stream().flatMap(state -> state.scalars().stream()).toList();
        return new OptimizerState<>(states.getFirst().step(), moments, scalars);
    }
}
