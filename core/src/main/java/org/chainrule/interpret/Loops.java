package org.chainrule.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Branch;
import org.chainrule.graph.Definition;
import org.chainrule.graph.Node;
import org.chainrule.graph.Scan;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;
import org.chainrule.graph.While;

/** The reference meaning of scans, while loops and branches. */
final class Loops {
    private Loops() {}

    static List<Lane> scan(Scan scan, Node node, List<Lane> inputs, boolean rounding) {
        Definition step = scan.definition();
        List<Lane> results = new ArrayList<>(Tuple.results(node).stream()
                .map(result -> new Lane(result.dtype(), result.shape().size()))
                .toList());
        List<Lane> carry = inputs.subList(0, scan.carries());
        int firstConstant = scan.carries() + scan.sequences();
        int made = step.outputs().size();
        for (int count = 0; count < scan.length(); count++) {
            int place = scan.reverse() ? scan.length() - 1 - count : count;
            for (int i = 0; i < scan.carries(); i++) {
                results.get(made + i).put(place, carry.get(i));
            }
            List<Lane> given = new ArrayList<>(carry);
            for (int i = scan.carries(); i < firstConstant; i++) {
                Type type = step.argumentTypes().get(i);
                given.add(inputs.get(i).part(place, type.shape().size()));
            }
            given.addAll(inputs.subList(firstConstant, inputs.size()));
            List<Lane> after = Interpreter.call(step, given, rounding);
            carry = after.subList(0, scan.carries());
            for (int i = scan.carries(); i < made; i++) {
                results.get(i).put(place, after.get(i));
            }
        }
        for (int i = 0; i < scan.carries(); i++) {
            results.set(i, carry.get(i));
        }
        return results;
    }

    static List<Lane> whileLoop(While loop, List<Lane> inputs, boolean rounding) {
        Definition condition = loop.definition().range(0, 1);
        Definition next = loop.definition().range(1, 1 + loop.carries());
        List<Lane> given = new ArrayList<>(inputs);
        while (Interpreter.call(condition, given, rounding).getFirst().wholes[0] != 0) {
            List<Lane> after = Interpreter.call(next, given, rounding);
            IntStream.range(0, after.size()).forEach(i -> given.set(i, after.get(i)));
        }
        return given.subList(0, loop.carries());
    }

    static List<Lane> branch(Branch branch, List<Lane> inputs, boolean rounding) {
        Definition taken = inputs.getFirst().wholes[0] != 0 ? branch.yes() : branch.no();
        return Interpreter.call(taken, inputs.subList(1, inputs.size()), rounding);
    }
}
