package org.chainrule.graph;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An operation with inputs on which its gradient is checked. Every operation states its own. */
public record Sample(Op op, List<Input> inputs) {
    /** What carries the results of others: checked with every operation that has several. */
    private static final Set<Class<?>> CARRIERS = Set.of(Pick.class, Bundle.class);

    public Sample {
        inputs = List.copyOf(inputs);
    }

    /** An input's shape, and where its elements are drawn from. */
    public record Input(Shape shape, Domain domain) {}

    static Sample of(Op op, Input... inputs) {
        return new Sample(op, List.of(inputs));
    }

    static <R extends Op> List<Sample> ofRows(R[] rows, Function<R, Sample> sample) {
        return Arrays.stream(rows).map(sample).toList();
    }

    /** The nodes of the inputs, the same for the same seed. */
    public List<Node> draw(long seed) {
        List<Node> nodes = new ArrayList<>();
        for (Input input : inputs) {
            nodes.add(Node.constant(input.domain.sample(input.shape, seed * 31 + nodes.size())));
        }
        return nodes;
    }

    /**
     * The samples of all operations there are, found by walking the permitted subclasses of {@link Op}.
     *
     * @param transforms for the operations that enclose a graph
     */
    public static List<Sample> all(Transforms transforms) {
        List<Sample> samples = new ArrayList<>();
        for (Class<?> operation : operations()) {
            samples.addAll(ofClass(operation, transforms));
        }
        return samples;
    }

    /** The classes of all operations: the leaves of the sealed hierarchy. */
    public static List<Class<?>> operations() {
        List<Class<?>> operations = new ArrayList<>();
        Deque<Class<?>> pending = new ArrayDeque<>(List.of(Op.class));
        while (!pending.isEmpty()) {
            Class<?> family = pending.removeFirst();
            Class<?> @Nullable [] permitted = family.getPermittedSubclasses();
            if (permitted == null || family.isEnum()) {
                if (!CARRIERS.contains(family)) {
                    operations.add(family);
                }
            } else {
                pending.addAll(Arrays.asList(permitted));
            }
        }
        return operations;
    }

    @SuppressWarnings("unchecked")
    private static List<Sample> ofClass(Class<?> operation, Transforms transforms) {
        try {
            return Enclosing.class.isAssignableFrom(operation)
                    ? (List<Sample>) operation
                            .getDeclaredMethod("samples", Transforms.class)
                            .invoke(operation, transforms)
                    : (List<Sample>) operation.getDeclaredMethod("samples").invoke(operation);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(operation + " has no samples() to check its gradient on", e);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(operation + ".samples() failed", e);
        }
    }
}
