package org.chainrule.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;

/**
 * Parameters in groups, each with an optimizer of its own, and a rate that is a multiple of the schedule's:
 *
 * <pre>{@code
 * Optimizer optimizer = Groups.of(new AdamW())
 *         .with(Selection.of("**.bias", "**.norm*.**"), new AdamW(0.9, 0.999, 1e-8, 0))
 *         .with(Selection.of("embedding.**"), new SparseAdam(), 0.1);
 * }</pre>
 *
 * A parameter belongs to the first group that selects it, or to the others. In the state, a parameter whose optimizer keeps fewer
 * moments than that of another has empty ones ([0]) in their place; the numbers of the groups stand one after the other. A
 * momentum that is given for a step is that of all groups whose optimizers have one, as with PyTorch's schedules.
 *
 * @param groups those that are selected by path, in this order
 * @param others the optimizer of all other parameters
 */
public record Groups(List<Group> groups, Optimizer others) implements MomentumOptimizer {
    /**
     * Some of the parameters.
     *
     * @param factor from 0 on: what the rate is multiplied by
     */
    public record Group(Selection parameters, Optimizer optimizer, double factor) {
        public Group {
            Arguments.notNegative("factor", factor);
        }
    }

    public Groups {
        groups = List.copyOf(groups);
    }

    /** All parameters, as yet. */
    public static Groups of(Optimizer others) {
        return new Groups(List.of(), others);
    }

    /** The same with one group more, after those there are. */
    public Groups with(Selection parameters, Optimizer optimizer) {
        return with(parameters, optimizer, 1);
    }

    /** The same with one group more, whose rate is a multiple of the schedule's. */
    public Groups with(Selection parameters, Optimizer optimizer, double factor) {
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(parameters, optimizer, factor));
        return new Groups(more, others);
    }

    /** The largest of the groups' momenta; 0 if none has one. */
    @Override
    public double momentum() {
        return Stream.concat(groups.stream().map(Group::optimizer), Stream.of(others))
                .mapToDouble(MomentumOptimizer::momentumOf)
                .max()
                .orElse(0);
    }

    /**
     * @throws IllegalArgumentException if there are no parameters for a group, or for one of its patterns
     */
    @Override
    public <M> OptimizerState<M> initial(M model) {
        Partition<M> partition = new Partition<>(Form.unshared(model), this::groupOf);
        List<Map<String, Tensor>> parts = partition.split(model, groups.size() + 1);
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).parameters().in(model).isEmpty() || parts.get(i).isEmpty()) {
                throw new IllegalArgumentException("no parameters are left for " + groups.get(i) + ": there are "
                        + String.join(", ", Tree.paths(model)));
            }
        }
        return partition.join(initials(parts));
    }

    /** Every group with its own momentum. */
    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        return update(model, gradients, state, rate, Optional.empty());
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Momentum momentum) {
        return update(model, gradients, state, rate, Optional.of(momentum));
    }

    private <M> Updated<M> update(
            M model, M gradients, OptimizerState<M> state, Tensor rate, Optional<Momentum> momentum) {
        Form.requireRate(this, rate);
        Form.check(this, model, gradients, state);
        Partition<M> partition = new Partition<>(model, this::groupOf);
        List<Map<String, Tensor>> parts = partition.split(model, groups.size() + 1);
        List<Map<String, Tensor>> slopes = partition.split(gradients, groups.size() + 1);
        List<OptimizerState<Map<String, Tensor>>> states = partition.split(state, initials(parts));
        List<Map<String, Tensor>> moved = new ArrayList<>();
        List<OptimizerState<Map<String, Tensor>>> after = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Updated<Map<String, Tensor>> next = MomentumOptimizer.update(
                    optimizer(i), parts.get(i), slopes.get(i), states.get(i), rate(i, rate), momentum);
            moved.add(next.model());
            after.add(next.state());
        }
        return new Updated<>(partition.whole(moved), partition.join(after));
    }

    private int groupOf(String path) {
        int group = 0;
        while (group < groups.size() && !groups.get(group).parameters().test(path)) {
            group++;
        }
        return group;
    }

    private Optimizer optimizer(int group) {
        return group < groups.size() ? groups.get(group).optimizer() : others;
    }

    private Tensor rate(int group, Tensor rate) {
        double factor = group < groups.size() ? groups.get(group).factor() : 1;
        return factor == 1 ? rate : rate.mul(factor);
    }

    private List<OptimizerState<Map<String, Tensor>>> initials(List<Map<String, Tensor>> parts) {
        List<OptimizerState<Map<String, Tensor>>> states = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            states.add(optimizer(i).initial(parts.get(i)));
        }
        return states;
    }
}
