package org.chainrule.lens.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.nn.Loss;

/**
 * Which part of a model each node belongs to. A node that takes a parameter belongs to the parameter's part. Others follow what they
 * are computed from; where parts come together, as at a shortcut, they belong to the smallest part that holds all of them, or all
 * around it: nodes are in the order in which the program made them, and what a part made stands together. What a layer of the library
 * does before it takes its first parameter, as a norm, is the layer's. What follows the model is the loss.
 */
final class Scopes {
    private static final Scope LOSS = new Scope(List.of("loss"));

    private final List<Node> nodes;
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Map<String, String> kinds;
    private final boolean[] constant;
    private final boolean[] ofModel;
    private final boolean[] anchor;
    private final Scope[] scopes;

    /**
     * @param nodes inputs first
     * @param names paths of parameters
     * @param kinds of parts, by path: the names of their classes
     */
    Scopes(List<Node> nodes, Map<Node, String> names, Map<String, String> kinds) {
        this.nodes = nodes;
        this.kinds = kinds;
        this.constant = new boolean[nodes.size()];
        this.ofModel = new boolean[nodes.size()];
        this.anchor = new boolean[nodes.size()];
        this.scopes = new Scope[nodes.size()];
        for (int i = 0; i < scopes.length; i++) {
            numbers.put(nodes.get(i), i);
            scopes[i] = Scope.ROOT;
            parameters(i, Optional.ofNullable(names.get(nodes.get(i))));
        }
        if (IntStream.range(0, scopes.length).anyMatch(i -> !scopes[i].isRoot())) {
            others();
        }
    }

    Scope of(int number) {
        return scopes[number];
    }

    /** Whether a node depends on no data: a number in the program's text, or what is made of such. */
    boolean isConstant(int number) {
        return constant[number];
    }

    private int[] inputs(int number) {
        return nodes.get(number).inputs().stream()
                .filter(numbers::containsKey)
                .mapToInt(input -> numbers.get(input))
                .filter(input -> !constant[input])
                .toArray();
    }

    /** Parameters, what is made of them alone, and what takes them. */
    private void parameters(int number, Optional<String> name) {
        int[] inputs = inputs(number);
        boolean leaf = nodes.get(number).inputs().isEmpty();
        ofModel[number] = name.isPresent();
        if (name.isPresent()) {
            scopes[number] = Scope.around(name.get());
        } else if (inputs.length == 0) {
            constant[number] = !(leaf && nodes.get(number).op() instanceof Leaf.Constant);
        } else {
            ofModel[number] = IntStream.of(inputs).allMatch(input -> ofModel[input]);
            anchor[number] = !ofModel[number] && IntStream.of(inputs).anyMatch(input -> ofModel[input]);
            scopes[number] = common(inputs, input -> ofModel[input]);
        }
    }

    private Scope common(int[] inputs, IntPredicate which) {
        return IntStream.of(inputs)
                .filter(which)
                .mapToObj(input -> scopes[input])
                .reduce(Scope::common)
                .orElse(Scope.ROOT);
    }

    private void others() {
        int[] next = new int[scopes.length];
        int following = -1;
        for (int i = scopes.length - 1; i >= 0; i--) {
            following = anchor[i] ? i : following;
            next[i] = following;
        }
        int before = -1;
        for (int i = 0; i < scopes.length; i++) {
            before = anchor[i] ? i : before;
            if (!anchor[i] && !ofModel[i] && !constant[i] && inputs(i).length > 0) {
                scopes[i] = next[i] < 0 ? after(i, before) : between(i, before, next[i]);
            }
        }
    }

    private Scope between(int number, int before, int next) {
        if (isOfLoss(number)) {
            return LOSS;
        }
        Scope coming = scopes[next];
        Scope gone = before < 0 ? Scope.ROOT : scopes[before];
        if (!coming.equals(gone) && within(number).contains(kinds.getOrDefault(coming.path(), ""))) {
            return coming;
        }
        Scope around = gone.common(coming);
        Scope followed = common(inputs(number), this::isComputed);
        return around.isWithin(followed) ? around : followed;
    }

    /** After the last parameter: the rest of its part, as an activation; then the loss. */
    private Scope after(int number, int before) {
        int[] inputs = inputs(number);
        boolean rest = before >= 0
                && !isOfLoss(number)
                && !(nodes.get(number).op() instanceof Reduce)
                && IntStream.of(inputs).allMatch(input -> isComputed(input) && scopes[input] != LOSS)
                && isSamePlace(nodes.get(number), nodes.get(before));
        return rest ? common(inputs, this::isComputed) : LOSS;
    }

    private static boolean isSamePlace(Node one, Node other) {
        return one.source().className().equals(other.source().className())
                && one.source().method().equals(other.source().method());
    }

    /** Whether a node is no leaf: data go to whatever part wants them. */
    private boolean isComputed(int number) {
        return !nodes.get(number).inputs().isEmpty();
    }

    private List<String> within(int number) {
        return nodes.get(number).source().within();
    }

    private boolean isOfLoss(int number) {
        return within(number).stream().anyMatch(Scopes::isLoss);
    }

    /** The loss that nodes of a scope belong to, as {@code SoftmaxCrossEntropy}. */
    Optional<String> kind(Scope scope) {
        if (scope.equals(LOSS)) {
            return IntStream.range(0, scopes.length)
                    .filter(i -> scopes[i].equals(LOSS))
                    .mapToObj(this::within)
                    .flatMap(layers -> layers.stream().filter(Scopes::isLoss).limit(1))
                    .findFirst();
        }
        return Optional.ofNullable(kinds.get(scope.path()));
    }

    private static boolean isLoss(String layer) {
        return Stream.of("org.chainrule.nn.", "org.chainrule.nn.loss.").anyMatch(place -> isLossClass(place + layer));
    }

    private static boolean isLossClass(String name) {
        try {
            return Loss.class.isAssignableFrom(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
