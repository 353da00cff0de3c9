package org.chainrule.lens.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.Backpropagation;
import org.chainrule.Backpropagation.Flow;
import org.chainrule.Backpropagation.Step;
import org.chainrule.Tree;
import org.chainrule.graph.Node;

/** The graph of a loss as a document: for each node what it is, its value, and what flows through it. */
public final class GraphView {
    private GraphView() {}

    /** @param model the tensors that have names, as a record, list or map */
    public static Map<String, ?> of(Backpropagation loss, Object model) {
        Map<Node, String> names = new HashMap<>();
        Tree.named(model).forEach((path, tensor) -> names.put(tensor.node(), path));
        Map<Node, Integer> numbers = new HashMap<>();
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (Step step : loss.steps()) {
            numbers.put(step.node(), numbers.size());
            nodes.add(node(step, names.getOrDefault(step.node(), ""), numbers));
        }
        return Map.of("nodes", nodes);
    }

    private static Map<String, Object> node(Step step, String name, Map<Node, Integer> numbers) {
        Node node = step.node();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("op", node.op().toString().toLowerCase(Locale.ROOT));
        view.put("name", name);
        view.put("type", step.value().isPresent() ? node.type().toString() : "several results");
        view.put("source", node.source().toString());
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
}
