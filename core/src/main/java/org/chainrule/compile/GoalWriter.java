package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Step;

/** Writes what becomes of the values of a loop's goals: they are stored, reduced, run along, or added to slices. */
final class GoalWriter {
    private final LoopBuilder values;
    private final LoopCode code;
    private final List<Loop.Write> writes = new ArrayList<>();

    /** @param values computes them, as steps of the code */
    GoalWriter(LoopBuilder values, LoopCode code) {
        this.values = values;
        this.code = code;
    }

    List<Loop.Write> writes() {
        return writes;
    }

    void write(Goal goal) {
        View view = values.bodyView(goal);
        writes.add(
                switch (goal.kind()) {
                    case STORE -> stored(goal, view);
                    case REDUCE -> reduced(goal, view);
                    case SCAN -> running(goal, view);
                    case ADD -> added(goal, view);
                });
    }

    private Loop.Write stored(Goal goal, View view) {
        int value = values.evaluate(goal.body(), view, Step.NO_MASK);
        Address address = view.address(goal.strides(), goal.offset());
        return new Loop.Write(goal.result(), address, value, values.isPerRow(view), Optional.empty());
    }

    private Loop.Write running(Goal goal, View view) {
        int value = values.evaluate(goal.body(), view, Step.NO_MASK);
        Address address = view.address(goal.strides(), goal.offset());
        int running = code.step(new Step.Running(Combine.SUM, value));
        return new Loop.Write(goal.result(), address, running, false, Optional.empty());
    }

    private Loop.Write reduced(Goal goal, View view) {
        int value = values.evaluate(goal.body(), view, Step.NO_MASK);
        Combine combine = goal.reduction().orElseThrow().combine();
        View kept = view.without(goal.axes());
        boolean alongColumns = !values.isRowLevel(view) && values.isRowLevel(kept);
        int reduced = alongColumns ? code.step(new Step.Reduce(combine, value)) : value;
        boolean rowsToo = countSteps(view) - countSteps(kept) > (alongColumns ? 1 : 0);
        return new Loop.Write(
                goal.result(),
                kept.address(goal.strides(), goal.offset()),
                reduced,
                values.isRowLevel(kept),
                rowsToo ? Optional.of(combine) : Optional.empty());
    }

    private Loop.Write added(Goal goal, View view) {
        Node result = goal.result();
        Loop.Read slice = values.slice(result.input(0), result.input(2), view);
        int before = code.load(slice, Step.NO_MASK);
        Node updates = goal.body();
        Optional<Node> chosen = LookUps.mask(updates);
        int mask = chosen.map(bool -> values.evaluate(bool, view, Step.NO_MASK)).orElse(Step.NO_MASK);
        int update = values.evaluate(chosen.isPresent() ? updates.input(1) : updates, view, Step.NO_MASK);
        return new Loop.Write(
                result,
                slice.address(),
                code.apply(Binary.ADD, before, update),
                false,
                Optional.empty(),
                slice.lookUp().map(lookUp -> new Loop.Choice(lookUp, mask)));
    }

    private static int countSteps(View view) {
        int count = 0;
        for (int axis = 0; axis < view.shape().rank(); axis++) {
            for (int step : view.steps(axis)) {
                count += step != 0 ? 1 : 0;
            }
        }
        return count;
    }
}
