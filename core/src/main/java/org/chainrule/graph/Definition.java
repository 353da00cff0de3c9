package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A graph that an operation encloses: outputs as a function of arguments and of nothing else. Arguments are numbered
 * alike in all definitions, so the same function traced twice is one definition. A value.
 */
public final class Definition {
    /** The trace of the arguments of all definitions. */
    static final long TRACE = -2;

    private final List<Node> arguments;
    private final List<Node> outputs;
    private final Transforms transforms;
    private final ConcurrentHashMap<Object, Definition> derived = new ConcurrentHashMap<>();

    private Definition(List<Node> arguments, List<Node> outputs, Transforms transforms) {
        this.arguments = List.copyOf(arguments);
        this.outputs = List.copyOf(outputs);
        this.transforms = transforms;
    }

    /** The arguments of definitions that take these types. */
    public static List<Node> arguments(List<Type> types) {
        return IntStream.range(0, types.size())
                .mapToObj(index -> Node.of(new Leaf.Argument(TRACE, index, types.get(index))))
                .toList();
    }

    /** The definition of outputs that are computed from {@link #arguments(List)}. */
    public static Definition of(List<Node> arguments, List<Node> outputs, Transforms transforms) {
        return new Definition(arguments, outputs, transforms);
    }

    /** Other outputs of the same arguments, or of more. */
    Definition with(List<Node> otherArguments, List<Node> otherOutputs) {
        return new Definition(otherArguments, otherOutputs, transforms);
    }

    public List<Node> arguments() {
        return arguments;
    }

    public List<Node> outputs() {
        return outputs;
    }

    public Transforms transforms() {
        return transforms;
    }

    public List<Type> argumentTypes() {
        return arguments.stream().map(Node::type).toList();
    }

    public List<Type> outputTypes() {
        return outputs.stream().map(Node::type).toList();
    }

    /** The outputs {@code from} (inclusive) to {@code to} (exclusive) alone. */
    public Definition range(int from, int to) {
        return with(arguments, outputs.subList(from, to));
    }

    /** The outputs for these inputs: the graph, written out. */
    public List<Node> at(List<Node> inputs) {
        Map<Node, Node> given = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            given.put(arguments.get(i), inputs.get(i));
        }
        for (Node node : Topology.of(outputs)) {
            if (!given.containsKey(node)) {
                List<Node> taken = node.inputs().stream()
                        .map(input -> Objects.requireNonNull(given.get(input)))
                        .toList();
                boolean same = taken.equals(node.inputs());
                given.put(node, same ? node : Source.as(node.source(), () -> Node.of(node.op(), taken)));
            }
        }
        return outputs.stream()
                .map(output -> Objects.requireNonNull(given.get(output)))
                .toList();
    }

    /** The same computation between floating values of another dtype. */
    public Definition between(DType dtype) {
        List<Node> others = arguments(argumentTypes().stream()
                .map(type -> type.dtype().isFloating() ? new Type(type.shape(), dtype) : type)
                .toList());
        List<Node> given = IntStream.range(0, others.size())
                .mapToObj(i -> others.get(i).cast(arguments.get(i).dtype()))
                .toList();
        return with(
                others,
                at(given).stream()
                        .map(output -> output.dtype().isFloating() ? output.cast(dtype) : output)
                        .toList());
    }

    /** For each output the numbers of the arguments that it is computed from. */
    public List<BitSet> dependencies() {
        Map<Node, BitSet> below = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            BitSet itself = new BitSet();
            itself.set(i);
            below.put(arguments.get(i), itself);
        }
        for (Node node : Topology.of(outputs)) {
            below.computeIfAbsent(node, fresh -> {
                BitSet all = new BitSet();
                fresh.inputs().forEach(input -> all.or(Objects.requireNonNull(below.get(input))));
                return all;
            });
        }
        return outputs.stream()
                .map(output -> Objects.requireNonNull(below.get(output)))
                .toList();
    }

    /** The same outputs of some of the arguments, which must be all that they are computed from. */
    public Definition of(List<Integer> kept, List<Node> keptOutputs) {
        List<Node> fewer = arguments(
                kept.stream().map(index -> arguments.get(index).type()).toList());
        List<Node> inputs = new ArrayList<>(arguments);
        for (int i = 0; i < fewer.size(); i++) {
            inputs.set(kept.get(i), fewer.get(i));
        }
        return with(fewer, with(arguments, keptOutputs).at(inputs));
    }

    /** What was derived from this definition before, or is now. */
    Definition derived(Object key, Supplier<Definition> derivation) {
        @Nullable Definition known = derived.get(key);
        if (known == null) {
            known = derivation.get();
            derived.put(key, known);
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Definition definition
                && definition.arguments.equals(arguments)
                && definition.outputs.equals(outputs);
    }

    @Override
    public int hashCode() {
        return 31 * arguments.hashCode() + outputs.hashCode();
    }

    /** For example {@code {float32[3] → float32[]}}. */
    @Override
    public String toString() {
        return "{" + argumentTypes() + " → " + outputTypes() + "}";
    }
}
