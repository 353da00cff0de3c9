package org.chainrule.compile;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Store;
import org.chainrule.runtime.Fill;
import org.chainrule.runtime.Instruction;
import org.chainrule.runtime.Place;
import org.chainrule.runtime.Work;

/**
 * What stands in buffers without code of its own: one number all over, zeros between spread elements, and what a loop begins with that
 * adds to its buffer.
 *
 * @param places where a buffer lies
 * @param instructions takes each of them, with what is told of it
 */
record Fills(Function<Object, Place> places, BiConsumer<Instruction, Supplier<Work>> instructions) {
    /** Whether a loop writes nothing but numbers that are known now. */
    static boolean suffice(Stage.Fused stage) {
        return stage.goals().stream().allMatch(Fills::isUniform);
    }

    private static boolean isUniform(Goal goal) {
        return goal.kind() == Goal.Kind.STORE
                && goal.result() == goal.body()
                && Constants.of(goal.body()).isPresent();
    }

    /** In the place of a loop. */
    void uniform(Stage.Fused stage) {
        for (Goal goal : stage.goals()) {
            Leaf.Literal number = Constants.of(goal.body()).orElseThrow();
            add(stage, new Fill(places.apply(goal.result()), goal.size(), number.value(), number.whole()));
        }
    }

    /** Before a loop that leaves gaps. */
    void gaps(Stage.Fused stage) {
        for (Goal goal : stage.goals()) {
            if (goal.leavesGaps()) {
                int size = goal.result().shape().size();
                add(stage, new Fill(places.apply(goal.result()), size, 0, 0));
            }
        }
    }

    /** Before a loop that puts together in its buffers. */
    void identities(Stage.Fused stage, Launch launch) {
        for (Store store : launch.accumulating()) {
            Object buffer = launch.buffers().get(store.operand());
            Node node = buffer instanceof Launch.Partial partial ? partial.buffer() : (Node) buffer;
            int count = buffer instanceof Launch.Partial partial ? partial.count() : 1;
            var combine = store.accumulate().orElseThrow();
            add(
                    stage,
                    new Fill(
                            places.apply(buffer),
                            node.shape().size() * count,
                            combine.identity(),
                            combine.identity(node.dtype())));
        }
    }

    private void add(Stage.Fused stage, Fill fill) {
        instructions.accept(fill, () -> Works.fill(stage, fill.length()));
    }
}
