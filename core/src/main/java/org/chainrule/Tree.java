package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Values that hold tensors: a tensor itself; a record, from its components; a list; a map; an optional. Everything else is
 * configuration and is left as it is; an object of a plain class whose fields hold tensors is refused, as these would be neither trained nor saved. The path of a tensor, as {@code hidden.weight} or {@code layers.0.bias}, is its name
 * everywhere: in gradients, optimizer state, files and reports. A map that has an order, as a {@code LinkedHashMap}, keeps it; others, as
 * those of {@code Map.of}, come in the order of their keys, so that a program does the same in every run.
 */
public final class Tree {
    private Tree() {}

    /**
     * The tensors, in the order of components and elements.
     *
     * @throws NoTensorException if an object of a plain class stands in it that has tensors in its fields: these would not be seen
     */
    public static List<Tensor> leaves(Object tree) {
        List<Tensor> leaves = new ArrayList<>();
        addLeaves(tree, leaves);
        return leaves;
    }

    /**
     * The tensors of what is differentiated, trained or saved: {@link #leaves}, of which there are some.
     *
     * @throws NoTensorException if there are none, as of an object of a plain class, whose fields are not seen
     */
    public static List<Tensor> parameters(Object tree) {
        List<Tensor> leaves = leaves(tree);
        if (leaves.isEmpty()) {
            throw Unseen.of(tree);
        }
        return leaves;
    }

    /** Adds the tensors to a list. Of a tensor, or a record of tensors, this allocates nothing. */
    static void addLeaves(@Nullable Object tree, List<Tensor> leaves) {
        switch (tree) {
            case null -> throw isNull(Path.ROOT);
            case Tensor tensor -> leaves.add(tensor);
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                for (int i = 0; i < shape.names().size(); i++) {
                    if (shape.component(value, i) instanceof Tensor tensor) {
                        leaves.add(tensor);
                    } else {
                        visit(
                                Path.ROOT.to(shape.names().get(i)),
                                shape.component(value, i),
                                (path, tensor) -> leaves.add(tensor));
                    }
                }
            }
            default -> visit(Path.ROOT, tree, (path, tensor) -> leaves.add(tensor));
        }
    }

    /** The tensors by path. */
    public static Map<String, Tensor> named(Object tree) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        visit(Path.ROOT, tree, (path, tensor) -> {
            if (named.put(path.toString(), tensor) != null) {
                throw new IllegalArgumentException("two tensors have the path " + path);
            }
        });
        return named;
    }

    /** The records by path, outer ones first: the parts of a model. */
    public static Map<String, Record> records(Object tree) {
        Map<String, Record> records = new LinkedHashMap<>();
        visitRecords(Path.ROOT, tree, records);
        return records;
    }

    private static void visitRecords(Path path, Object tree, Map<String, Record> records) {
        switch (tree) {
            case Record value -> {
                records.put(path.toString(), value);
                RecordShape shape = RecordShape.of(value.getClass());
                for (int i = 0; i < shape.names().size(); i++) {
                    visitRecords(path.to(shape.names().get(i)), shape.component(value, i), records);
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    visitRecords(path.to(i), list.get(i), records);
                }
            }
            case Map<?, ?> map ->
                Entries.of(map).forEach(entry -> visitRecords(path.to(entry.getKey()), entry.getValue(), records));
            case Optional<?> optional -> optional.ifPresent(value -> visitRecords(path, value, records));
            default -> {}
        }
    }

    /** The paths, in the order of {@link #leaves}. */
    public static List<String> paths(Object tree) {
        List<String> paths = new ArrayList<>();
        visit(Path.ROOT, tree, (path, tensor) -> paths.add(path.toString()));
        return paths;
    }

    /** The same value with every tensor changed. */
    public static <T> T map(T tree, UnaryOperator<Tensor> change) {
        return rebuild(tree, leaves(tree).stream().map(change).toList());
    }

    /**
     * Computes all tensors now, together, so that what several of them need is computed once, and gives the same value with the results: constants, which
     * hold nothing of what they were computed from, through which no gradient goes, and whose elements are those of the tensors that were computed. A loop that takes its steps by hand does so after each: else
     * the graph of all steps so far grows behind what it goes on with.
     *
     * @throws IllegalStateException if one has no value yet, as in a function that is being traced
     */
    public static <T> T evaluate(T tree) {
        Evaluation.of(leaves(tree).stream().map(Tensor::node).toList());
        Map<Tensor, Tensor> known = new HashMap<>();
        return map(tree, leaf -> known.computeIfAbsent(leaf, Tree::known));
    }

    private static Tensor known(Tensor leaf) {
        return leaf.node().op() instanceof Leaf.Constant ? leaf : Tensor.of(Node.computed(leaf.data(), leaf.source()));
    }

    /**
     * The first value, each tensor made of the two that stand at one path in two values of one form:
     * {@code Tree.map(weights, gradients, (w, g) -> w.sub(g.mul(rate)))}.
     *
     * @throws ShapeException if one has paths that the other has not
     */
    public static <T> T map(T first, T second, BinaryOperator<Tensor> change) {
        Map<String, Tensor> tensors = named(first);
        Map<String, Tensor> others = named(second);
        Matching.checkPaths("map", "second", others, tensors);
        List<Tensor> results = new ArrayList<>();
        tensors.forEach((path, tensor) -> results.add(change.apply(tensor, Objects.requireNonNull(others.get(path)))));
        return rebuild(first, results);
    }

    /** The same value with other tensors, given in the order of {@link #leaves}. */
    public static <T> T rebuild(T tree, List<Tensor> leaves) {
        return replace(tree, Tensor.class, leaves);
    }

    /** The same value with other parts of a type, given in the order of {@link #parts}. */
    @SuppressWarnings("unchecked")
    public static <T, P> T replace(T tree, Class<P> type, List<? extends P> parts) {
        Iterator<? extends P> next = parts.iterator();
        T result;
        try {
            result = (T) replaced(tree, type, next);
        } catch (NoSuchElementException tooFew) {
            throw otherwiseMany(tree, type, parts);
        }
        if (next.hasNext()) {
            throw otherwiseMany(tree, type, parts);
        }
        return result;
    }

    private static IllegalArgumentException otherwiseMany(Object tree, Class<?> type, List<?> parts) {
        return new IllegalArgumentException(parts.size() + " of " + type.getSimpleName() + " for a value that holds "
                + parts(tree, type).size());
    }

    /**
     * The parts of a type, in the order of components and elements, configuration included: as the dropouts of a model. The parts of
     * one that is found are not looked through.
     */
    public static <T> List<T> parts(Object tree, Class<T> type) {
        List<T> parts = new ArrayList<>();
        gather(tree, type, parts);
        return parts;
    }

    private static <T> void gather(Object tree, Class<T> type, List<T> parts) {
        if (type.isInstance(tree)) {
            parts.add(type.cast(tree));
            return;
        }
        switch (tree) {
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                for (int i = 0; i < shape.names().size(); i++) {
                    gather(shape.component(value, i), type, parts);
                }
            }
            case List<?> list -> list.forEach(element -> gather(element, type, parts));
            case Map<?, ?> map -> Entries.of(map).forEach(entry -> gather(entry.getValue(), type, parts));
            case Optional<?> optional -> optional.ifPresent(value -> gather(value, type, parts));
            default -> {}
        }
    }

    /** A tree in one line, with types in the place of tensors: {@code Dense[weight=float32[3, 4], bias=float32[4]]}. */
    public static String describe(Object tree) {
        return TreeForm.words(tree);
    }

    private static void visit(Path path, @Nullable Object tree, BiConsumer<Path, Tensor> visitor) {
        switch (tree) {
            case null -> throw isNull(path);
            case Tensor tensor -> visitor.accept(path, tensor);
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                for (int i = 0; i < shape.names().size(); i++) {
                    visit(path.to(shape.names().get(i)), shape.component(value, i), visitor);
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    visit(path.to(i), list.get(i), visitor);
                }
            }
            case Map<?, ?> map ->
                Entries.of(map).forEach(entry -> visit(path.to(entry.getKey()), entry.getValue(), visitor));
            case Optional<?> optional -> optional.ifPresent(value -> visit(path, value, visitor));
            case Object[] array -> refuse(path, array.getClass(), Arrays.asList(array));
            case Collection<?> other -> refuse(path, other.getClass(), other);
            default -> Unseen.checkPart(path, tree);
        }
    }

    private static IllegalArgumentException isNull(Path path) {
        return new IllegalArgumentException((path + " is null").strip()
                + ": tensors stand in records, lists, maps and optionals; where there are none, give List.of()");
    }

    /** Tensors in arrays and sets would go unseen: without gradient, untrained, unsaved. */
    private static void refuse(Path path, Class<?> container, Collection<?> elements) {
        if (elements.stream()
                .anyMatch(
                        element -> element instanceof Tensor || element instanceof Record || element instanceof List)) {
            throw new IllegalArgumentException((path + " " + container.getSimpleName()).strip()
                    + ": tensors stand in records, lists, maps and optionals");
        }
    }

    private static Object replaced(Object tree, Class<?> type, Iterator<?> next) {
        if (type.isInstance(tree)) {
            return next.next();
        }
        return switch (tree) {
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                Object[] components = new Object[shape.names().size()];
                for (int i = 0; i < components.length; i++) {
                    components[i] = replaced(shape.component(value, i), type, next);
                }
                yield shape.make(components);
            }
            case List<?> list -> {
                List<Object> result = new ArrayList<>();
                list.forEach(element -> result.add(replaced(element, type, next)));
                yield List.copyOf(result);
            }
            case Map<?, ?> map -> {
                LinkedHashMap<Object, Object> result = new LinkedHashMap<>();
                Entries.of(map).forEach(entry -> result.put(entry.getKey(), replaced(entry.getValue(), type, next)));
                yield Collections.unmodifiableSequencedMap(result);
            }
            case Optional<?> optional -> optional.map(value -> replaced(value, type, next));
            default -> tree;
        };
    }

    /** Where something stands in a tree. Written out only when it is asked for. */
    private record Path(Optional<Path> above, Object name) {
        static final Path ROOT = new Path(Optional.empty(), "");

        Path to(Object below) {
            return new Path(Optional.of(this), below);
        }

        @Override
        public String toString() {
            return above.map(path -> path == ROOT ? name.toString() : path + "." + name)
                    .orElse("");
        }
    }
}
