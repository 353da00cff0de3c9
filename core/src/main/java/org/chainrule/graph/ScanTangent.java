package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Forward mode of a scan: a scan whose step also carries how the carry moves. */
final class ScanTangent {
    private final Scan scan;
    private final Definition step;
    private final List<Integer> carried;
    private final List<Integer> sequences;
    private final List<Integer> constants;

    private ScanTangent(Scan scan, Map<Integer, Node> tangents) {
        this.scan = scan;
        this.step = scan.definition();
        int firstConstant = scan.carries() + scan.sequences();
        this.carried = Enclosing.floating(step.argumentTypes().subList(0, scan.carries()));
        this.sequences = between(tangents, scan.carries(), firstConstant);
        this.constants = between(tangents, firstConstant, step.arguments().size());
    }

    private static List<Integer> between(Map<Integer, Node> tangents, int from, int to) {
        return tangents.keySet().stream()
                .filter(input -> input >= from && input < to)
                .sorted()
                .toList();
    }

    /** How the results move, as a bundle. */
    static Node of(Scan scan, Node node, Map<Integer, Node> tangents) {
        return new ScanTangent(scan, tangents).tangent(node, tangents);
    }

    private Node tangent(Node node, Map<Integer, Node> tangents) {
        int firstConstant = scan.carries() + scan.sequences();
        List<Node> given = node.inputs();
        List<Node> inputs = new ArrayList<>(given.subList(0, scan.carries()));
        carried.forEach(carry ->
                inputs.add(tangents.getOrDefault(carry, given.get(carry).zero())));
        inputs.addAll(given.subList(scan.carries(), firstConstant));
        sequences.forEach(input -> inputs.add(tangents.getOrDefault(input, node)));
        inputs.addAll(given.subList(firstConstant, given.size()));
        constants.forEach(input -> inputs.add(tangents.getOrDefault(input, node)));
        Scan dual = new Scan(
                step.derived(List.of("scan tangent", scan.carries(), sequences, constants), this::dual),
                scan.carries() + carried.size(),
                scan.sequences() + sequences.size(),
                scan.length(),
                scan.reverse());
        List<Node> results = Tuple.of(dual, inputs);
        return Enclosing.joined(
                node,
                IntStream.range(0, Tuple.results(node).size())
                        .mapToObj(result -> place(result).map(results::get))
                        .toList());
    }

    /** Which result of the dual scan is how a result moves. */
    private Optional<Integer> place(int result) {
        int outputs = step.outputs().size();
        List<Integer> floating = Enclosing.floating(step.outputTypes());
        if (result < scan.carries()) {
            return carried.contains(result) ? Optional.of(scan.carries() + carried.indexOf(result)) : Optional.empty();
        }
        if (result < outputs) {
            return floating.contains(result)
                    ? Optional.of(scan.carries() + floating.indexOf(result))
                    : Optional.empty();
        }
        int histories = scan.carries() + floating.size() + scan.carries();
        return carried.contains(result - outputs)
                ? Optional.of(histories + carried.indexOf(result - outputs))
                : Optional.empty();
    }

    /** The step with its tangent. */
    private Definition dual() {
        List<Node> arguments = step.arguments();
        int firstConstant = scan.carries() + scan.sequences();
        List<Node> values = new ArrayList<>();
        List<Node> tangents = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        types.addAll(types(arguments.subList(0, scan.carries())));
        types.addAll(types(of(carried)));
        types.addAll(types(arguments.subList(scan.carries(), firstConstant)));
        types.addAll(types(of(sequences)));
        types.addAll(types(arguments.subList(firstConstant, arguments.size())));
        types.addAll(types(of(constants)));
        List<Node> all = Definition.arguments(types);
        int next = 0;
        int[] groups = {
            scan.carries(),
            carried.size(),
            scan.sequences(),
            sequences.size(),
            arguments.size() - firstConstant,
            constants.size()
        };
        for (int group = 0; group < groups.length; group++) {
            (group % 2 == 0 ? values : tangents).addAll(all.subList(next, next + groups[group]));
            next += groups[group];
        }
        List<Integer> moving =
                Stream.of(carried, sequences, constants).flatMap(List::stream).toList();
        values.addAll(tangents);
        List<Node> moved = Derivation.pushforward(step, moving).at(values);
        int outputs = step.outputs().size();
        List<Node> results = new ArrayList<>(moved.subList(0, scan.carries()));
        results.addAll(moved.subList(outputs, moved.size())); // first of the carries, then of the outputs
        return step.with(all, results);
    }

    private List<Node> of(List<Integer> which) {
        return which.stream().map(step.arguments()::get).toList();
    }

    private static List<Type> types(List<Node> nodes) {
        return nodes.stream().map(Node::type).toList();
    }
}
