package org.chainrule.interpret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.chainrule.graph.Branch;
import org.chainrule.graph.Data;
import org.chainrule.graph.Definition;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Node;
import org.chainrule.graph.Region;
import org.chainrule.graph.Scan;
import org.chainrule.graph.Type;
import org.chainrule.graph.While;

/**
 * Finds where a NaN or an infinity comes from inside of an operation that encloses a graph: the first step that makes one, and the
 * operation in it.
 *
 * @param bad what is looked for
 */
record InsideSearch(DoublePredicate bad) {
    Optional<Culprit> of(Enclosing operation, List<Data> inputs) {
        return switch (operation) {
            case Region region -> in(region.definition(), inputs, "inside of " + region);
            case Branch branch -> {
                boolean yes = inputs.getFirst().getLong(0) != 0;
                yield in(
                        yes ? branch.yes() : branch.no(),
                        inputs.subList(1, inputs.size()),
                        "inside of a branch, where the condition is " + yes);
            }
            case Scan scan -> in(scan, inputs);
            case While loop -> in(loop, inputs);
        };
    }

    private Optional<Culprit> in(Definition definition, List<Data> inputs, String where) {
        return CulpritSearch.of(definition.outputs(), given(definition, inputs))
                .culprit(bad)
                .map(culprit -> culprit.inside(where));
    }

    private Optional<Culprit> in(Scan scan, List<Data> inputs) {
        Definition step = scan.definition();
        int firstConstant = scan.carries() + scan.sequences();
        List<Data> carry = inputs.subList(0, scan.carries());
        for (int count = 0; count < scan.length(); count++) {
            int place = scan.reverse() ? scan.length() - 1 - count : count;
            List<Data> given = new ArrayList<>(carry);
            for (int i = scan.carries(); i < firstConstant; i++) {
                Type type = step.argumentTypes().get(i);
                given.add(Data.copy(
                        type, inputs.get(i).array(), place * type.shape().size()));
            }
            given.addAll(inputs.subList(firstConstant, inputs.size()));
            String where = "inside of a scan, at step " + place + " of " + scan.length();
            Optional<Culprit> found = in(step, given, where);
            if (found.isPresent()) {
                return found;
            }
            carry = Interpreter.run(step.outputs(), given(step, given)).subList(0, scan.carries());
        }
        return Optional.empty();
    }

    private Optional<Culprit> in(While loop, List<Data> inputs) {
        Definition condition = loop.definition().range(0, 1);
        Definition next = loop.definition().range(1, 1 + loop.carries());
        List<Data> given = new ArrayList<>(inputs);
        for (int count = 0; goesOn(condition, given); count++) {
            Optional<Culprit> found = in(next, given, "inside of a while loop, at step " + count);
            if (found.isPresent()) {
                return found;
            }
            List<Data> after = Interpreter.run(next.outputs(), given(next, given));
            for (int i = 0; i < after.size(); i++) {
                given.set(i, after.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean goesOn(Definition condition, List<Data> given) {
        return Interpreter.run(condition.outputs(), given(condition, given))
                        .getFirst()
                        .getLong(0)
                != 0;
    }

    private static Map<Node, Data> given(Definition definition, List<Data> inputs) {
        Map<Node, Data> given = new HashMap<>();
        for (int i = 0; i < definition.arguments().size(); i++) {
            given.put(definition.arguments().get(i), inputs.get(i));
        }
        return given;
    }
}
