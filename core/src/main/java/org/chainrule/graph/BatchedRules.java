package org.chainrule.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The stated rules of one example, on many.
 *
 * @param rules the rules
 * @param one the region on one example
 * @param perExample for each of its inputs whether axis 0 counts the examples
 * @param count the number of examples
 */
record BatchedRules(Rules.Stated rules, Region one, List<Boolean> perExample, int count) implements Rules.Stated {
    @Override
    public Closure backward(Region region) {
        Closure closure = rules.backward(one);
        List<Type> inputs = one.definition().argumentTypes();
        Definition batched = batched(
                closure, each(Enclosing.floating(one.definition().outputTypes()).size()));
        List<Node> downstreams = new ArrayList<>(batched.outputs());
        List<Integer> floating = Enclosing.floating(inputs);
        for (int i = 0; i < downstreams.size(); i++) {
            if (!perExample.get(floating.get(i))) {
                downstreams.set(i, downstreams.get(i).sum(Axes.of(0)));
            }
        }
        return new Closure(batched.with(batched.arguments(), downstreams), closure.captured());
    }

    @Override
    public Closure tangent(Region region) {
        Closure closure = rules.tangent(one);
        List<Boolean> moving = Enclosing.floating(one.definition().argumentTypes()).stream()
                .map(perExample::get)
                .toList();
        return new Closure(batched(closure, moving), closure.captured());
    }

    @Override
    public void checkInput(int input) {
        rules.checkInput(input);
    }

    /** Examples of examples follow from the enclosed graph. */
    @Override
    public Optional<List<Node>> batched(Region region, List<Batch> inputs, int more) {
        return Optional.empty();
    }

    /** After inputs and results, which are of each example, come flows, then what was captured, which all share. */
    private Definition batched(Closure closure, List<Boolean> flows) {
        List<Boolean> flags = new ArrayList<>(perExample);
        flags.addAll(each(one.definition().outputs().size()));
        flags.addAll(flows);
        flags.addAll(Collections.nCopies(closure.captured().size(), false));
        return Derivation.batched(closure.definition(), flags, count);
    }

    private static List<Boolean> each(int count) {
        return Collections.nCopies(count, true);
    }
}
