package org.chainrule.lens.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.Backpropagation;
import org.chainrule.Backpropagation.Flow;
import org.chainrule.Backpropagation.Step;
import org.chainrule.Tree;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.lens.view.Drawing.Group;

/** The graph of a loss as a document: for each node what it is, its value, and what flows through it; groups; and where things stand. */
public final class GraphView {
    private final Map<Node, String> names = new HashMap<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Drawing drawing;
    private final List<Step> steps;

    /** @param model the tensors that have names, as a record, list or map */
    public GraphView(Backpropagation loss, Object model) {
        Tree.named(model).forEach((path, tensor) -> names.put(tensor.node(), path));
        this.steps = loss.steps();
        steps.forEach(step -> numbers.put(step.node(), numbers.size()));
        this.drawing = Drawing.of(steps.stream().map(Step::node).toList(), names, model);
    }

    /** All of it, laid out with outer groups open as far as not too much is seen. */
    public Map<String, ?> document() {
        return Map.of(
                "nodes", steps.stream().map(this::node).toList(),
                "groups",
                        IntStream.range(0, drawing.groups().size())
                                .mapToObj(this::group)
                                .toList(),
                "layout", layout(drawing.openAtFirst()));
    }

    /** The numbers of the groups. */
    public Set<Integer> groups() {
        return IntStream.range(0, drawing.groups().size()).boxed().collect(Collectors.toSet());
    }

    /**
     * Where things stand.
     *
     * @param open the groups that show what is in them; numbers that no group has are passed over
     */
    public Map<String, ?> layout(Set<Integer> open) {
        return Layout.of(drawing, new TreeSet<>(open));
    }

    private Map<String, Object> node(Step step) {
        Node node = step.node();
        int number = number(node);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("op", node.op().toString().toLowerCase(Locale.ROOT));
        view.put("name", names.getOrDefault(node, ""));
        view.put("type", step.value().isPresent() ? node.type().toString() : "several results");
        view.put("source", node.source().toString());
        view.put("within", node.source().within());
        view.put("group", drawing.groupOf().get(number));
        view.put("constant", drawing.constants().contains(number));
        // what made the model is not shown
        view.put(
                "inputs",
                node.inputs().stream()
                        .filter(numbers::containsKey)
                        .map(numbers::get)
                        .toList());
        step.value().ifPresent(value -> view.put("value", Summary.of(value)));
        step.upstream().ifPresent(upstream -> view.put("upstream", Summary.of(upstream)));
        view.put("flows", step.flows().stream().map(flow -> flow(node, flow)).toList());
        return view;
    }

    private int number(Node node) {
        return numbers.getOrDefault(node, -1);
    }

    private static Map<String, Object> flow(Node node, Flow flow) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("input", flow.input());
        flow.local().ifPresent(local -> {
            view.put("local", Summary.of(local));
            view.put("formula", Formula.of(node, local.node()));
        });
        view.put("downstream", Summary.of(flow.downstream()));
        return view;
    }

    private Map<String, Object> group(int number) {
        Group group = drawing.groups().get(number);
        List<Integer> members = IntStream.range(0, steps.size())
                .filter(node -> isIn(drawing.groupOf().get(node), number))
                .boxed()
                .toList();
        long parameters = 0;
        List<Integer> given = new ArrayList<>();
        for (int member : members) {
            Node node = steps.get(member).node();
            if (names.containsKey(node)) {
                parameters += node.shape().size();
            } else if (!(node.op() instanceof Leaf)) {
                given.add(member);
            }
        }
        return Map.of(
                "path", group.path(),
                "kind", group.kind(),
                "parent", group.parent(),
                "operations", given.size(),
                "parameters", parameters,
                // its last value stands for what it gives
                "result", members.getLast());
    }

    private boolean isIn(int inner, int outer) {
        for (int group = inner; group >= 0; group = drawing.groups().get(group).parent()) {
            if (group == outer) {
                return true;
            }
        }
        return false;
    }
}
