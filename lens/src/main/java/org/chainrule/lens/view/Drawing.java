package org.chainrule.lens.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.Tree;
import org.chainrule.graph.Node;

/**
 * What of a graph is drawn: nodes in groups, groups in groups. Each is known by its number; of constants nothing is drawn.
 *
 * @param inputs of each node the nodes that it takes, without constants
 * @param constants the nodes that are not drawn
 * @param groupOf of each node the group that it is in, or −1
 * @param groups outer ones first
 */
record Drawing(List<List<Integer>> inputs, Set<Integer> constants, List<Integer> groupOf, List<Group> groups) {
    /** Groups are opened at first until so many things are seen. */
    private static final int SEEN = 16;

    private static final int SMALLEST = 2;

    /**
     * A part of a model.
     *
     * @param path as {@code blocks.0.attention}
     * @param kind the name of its class, or nothing
     * @param parent the group around it, or −1
     */
    record Group(String path, String kind, int parent) {}

    /**
     * @param nodes inputs first
     * @param names paths of parameters
     */
    static Drawing of(List<Node> nodes, Map<Node, String> names, Object model) {
        Map<String, String> kinds = new HashMap<>();
        Tree.records(model)
                .forEach((path, part) -> kinds.put(path, part.getClass().getSimpleName()));
        Scopes scopes = new Scopes(nodes, names, kinds);
        Map<Node, Integer> numbers = new HashMap<>();
        nodes.forEach(node -> numbers.put(node, numbers.size()));
        Set<Integer> constants = new HashSet<>(IntStream.range(0, nodes.size())
                .filter(scopes::isConstant)
                .boxed()
                .toList());
        Map<Scope, Integer> sizes = new HashMap<>();
        IntStream.range(0, nodes.size()).filter(i -> !constants.contains(i)).forEach(i -> {
            for (Scope scope = scopes.of(i); !scope.isRoot(); scope = scope.parent()) {
                sizes.merge(scope, 1, Integer::sum);
            }
        });
        Map<Scope, Integer> known = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        List<Integer> groupOf = IntStream.range(0, nodes.size())
                .mapToObj(i -> constants.contains(i) ? -1 : number(scopes.of(i), scopes, sizes, known, groups))
                .toList();
        List<List<Integer>> inputs = nodes.stream()
                .map(node -> node.inputs().stream()
                        .filter(numbers::containsKey)
                        .map(numbers::get)
                        .filter(input -> !constants.contains(input))
                        .distinct()
                        .toList())
                .toList();
        return new Drawing(inputs, constants, groupOf, groups);
    }

    /** The number of a scope's group, or of the group around it if it is too small for one. */
    private static int number(
            Scope scope, Scopes scopes, Map<Scope, Integer> sizes, Map<Scope, Integer> known, List<Group> groups) {
        if (scope.isRoot()) {
            return -1;
        }
        Optional<Integer> number = Optional.ofNullable(known.get(scope));
        if (number.isPresent()) {
            return number.get();
        }
        int parent = number(scope.parent(), scopes, sizes, known, groups);
        int own = parent;
        if (sizes.getOrDefault(scope, 0) >= SMALLEST) {
            groups.add(new Group(scope.path(), scopes.kind(scope).orElse(""), parent));
            own = groups.size() - 1;
        }
        known.put(scope, own);
        return own;
    }

    /** The groups that are open at first: outer ones, as far as not too much is seen. */
    Set<Integer> openAtFirst() {
        Set<Integer> open = new TreeSet<>();
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).parent() < 0
                    || open.contains(groups.get(group).parent())) {
                open.add(group);
                if (seen(open) > SEEN) {
                    open.remove(group);
                }
            }
        }
        return open;
    }

    private long seen(Set<Integer> open) {
        return items(open).size();
    }

    /** What stands for a node: itself, or the outermost closed group around it. */
    Item shown(int node, Set<Integer> open) {
        Item shown = new Item(node, false);
        for (int group = groupOf.get(node);
                group >= 0;
                group = groups.get(group).parent()) {
            if (!open.contains(group)) {
                shown = new Item(group, true);
            }
        }
        return shown;
    }

    /** The group that something stands in, or −1. */
    int around(Item item) {
        return item.isGroup() ? groups.get(item.number()).parent() : groupOf.get(item.number());
    }

    /** Something drawn: a node, or a group. */
    record Item(int number, boolean isGroup) {
        @Override
        public String toString() {
            return (isGroup ? "g" : "n") + number;
        }
    }

    /** An edge between two things that are drawn. */
    record Edge(Item from, Item to) {}

    /**
     * What is seen when these groups are open, in the order of the program; but what is given comes just before it is taken, so that it
     * stands beside what is computed.
     */
    List<Item> items(Set<Integer> open) {
        return IntStream.range(0, inputs.size())
                .filter(node -> !constants.contains(node))
                .boxed()
                .filter(node -> !isLeaf(node) || node == inputs.size() - 1)
                .flatMap(node -> Stream.concat(inputs.get(node).stream().filter(this::isLeaf), Stream.of(node)))
                .map(node -> shown(node, open))
                .distinct()
                .toList();
    }

    private boolean isLeaf(int node) {
        return inputs.get(node).isEmpty();
    }

    List<Edge> edges(Set<Integer> open) {
        return IntStream.range(0, inputs.size())
                .filter(node -> !constants.contains(node))
                .boxed()
                .flatMap(node ->
                        inputs.get(node).stream().map(input -> new Edge(shown(input, open), shown(node, open))))
                .filter(edge -> !edge.from().equals(edge.to()))
                .distinct()
                .toList();
    }
}
