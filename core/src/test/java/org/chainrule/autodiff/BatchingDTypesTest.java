package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.check.OpCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sample;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;
import org.chainrule.interpret.Interpreter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Batching rules against a loop over the examples, of every operation and of its gradients, for every choice of the inputs that
 * differ from example to example, in every dtype that the operation takes.
 */
class BatchingDTypesTest {
    private static final int COUNT = 3;

    /** The two ways differ in the order of sums at most. */
    private static final double TOLERANCE = 1e-12;

    static Stream<Sample> samples() {
        return OpCheck.samples().stream().filter(sample -> !sample.inputs().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anOperationAndItsGradientsOnManyExamplesAreALoop(Sample sample) {
        List<Map<DType, DType>> variants = new ArrayList<>(List.of(Map.of(), Map.of(DType.INT32, DType.INT64)));
        List.of(DType.FLOAT32, DType.INT32, DType.INT64, DType.BOOL)
                .forEach(dtype -> variants.add(Map.of(DType.FLOAT64, dtype)));
        for (Map<DType, DType> dtypes : variants) {
            variant(sample, dtypes).ifPresent(batches -> {
                for (int each = 1; each < 1 << sample.inputs().size(); each++) {
                    batches.check(each);
                }
            });
        }
    }

    private static Optional<Batches> variant(Sample sample, Map<DType, DType> dtypes) {
        try {
            return Optional.of(Batches.of(sample, dtypes));
        } catch (DTypeException | ShapeException e) {
            if (dtypes.isEmpty()) {
                throw e;
            }
            return Optional.empty(); // the operation does not take these dtypes
        }
    }

    /** An operation and its gradients on stand-ins of some dtypes. */
    private record Batches(Sample sample, Map<DType, DType> dtypes, List<Node> standIns, List<Node> outputs) {
        static Batches of(Sample sample, Map<DType, DType> dtypes) {
            List<Node> drawn = sample.draw(0);
            List<Node> standIns = IntStream.range(0, drawn.size())
                    .mapToObj(i -> Node.of(new Leaf.Argument(
                            -1, i, changed(drawn.get(i), dtypes).type())))
                    .toList();
            List<Node> results = Tuple.results(Node.of(sample.op(), standIns));
            List<Node> outputs = new ArrayList<>(results);
            List<Node> smooth = floating(results);
            List<Node> seeds = smooth.stream().map(Node::one).toList();
            outputs.addAll(Reverse.gradients(smooth, seeds, floating(standIns)));
            return new Batches(sample, dtypes, standIns, outputs);
        }

        /** @param each bit i says whether input i differs from example to example */
        void check(int each) {
            List<List<Node>> drawn =
                    IntStream.range(0, COUNT).mapToObj(k -> sample.draw(k + 1)).toList();
            Map<Node, Node> examples = new HashMap<>();
            Map<Node, Data> shared = new HashMap<>();
            List<Map<Node, Data>> loop = IntStream.range(0, COUNT)
                    .mapToObj(k -> new HashMap<Node, Data>())
                    .collect(Collectors.toList());
            for (int i = 0; i < standIns.size(); i++) {
                int input = i;
                boolean differs = (each >> i & 1) == 1;
                List<Data> values = IntStream.range(0, COUNT)
                        .mapToObj(k -> changed(drawn.get(differs ? k : 0).get(input), dtypes))
                        .toList();
                IntStream.range(0, COUNT).forEach(k -> loop.get(k).put(standIns.get(input), values.get(k)));
                if (differs) {
                    examples.put(standIns.get(i), Node.constant(stacked(values)));
                } else {
                    shared.put(standIns.get(i), values.getFirst());
                }
            }
            List<Data> atOnce = Interpreter.oracle(Batching.batched(outputs, examples, COUNT), shared);
            List<List<Data>> looped = loop.stream()
                    .map(values -> Interpreter.oracle(outputs, values))
                    .toList();
            for (int i = 0; i < outputs.size(); i++) {
                int output = i;
                Data one = stacked(
                        looped.stream().map(values -> values.get(output)).toList());
                assertThat(atOnce.get(i).type()).isEqualTo(one.type());
                assertThat(atOnce.get(i).toDoubles())
                        .as("output %d of %s, per example %s, %s", i, sample.op(), Integer.toBinaryString(each), dtypes)
                        .usingComparatorWithPrecision(TOLERANCE)
                        .containsExactly(one.toDoubles());
            }
        }
    }

    private static List<Node> floating(List<Node> nodes) {
        return nodes.stream().filter(node -> node.dtype().isFloating()).toList();
    }

    /** A drawn input in the variant's dtype; whole numbers are the next ones away from zero, so that no divisor vanishes. */
    private static Data changed(Node drawn, Map<DType, DType> dtypes) {
        Data data = drawn.value().orElseThrow();
        if (!dtypes.containsKey(drawn.dtype())) {
            return data;
        }
        DType to = Objects.requireNonNull(dtypes.get(drawn.dtype()));
        Object array = to.newArray(drawn.shape().size());
        for (int i = 0; i < drawn.shape().size(); i++) {
            double number = data.getDouble(i);
            long whole = (long) (Math.signum(number) * Math.ceil(Math.abs(number)));
            switch (array) {
                case float[] floats -> floats[i] = (float) number;
                case int[] ints -> ints[i] = (int) (to == DType.BOOL ? whole & 1 : whole);
                case long[] longs -> longs[i] = whole;
                default -> throw new AssertionError(to);
            }
        }
        return new Data(new Type(drawn.shape(), to), array);
    }

    private static Data stacked(List<Data> examples) {
        Type type = examples.getFirst().type();
        int size = type.shape().size();
        Object array = type.dtype().newArray(size * examples.size());
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).array(), 0, array, i * size, size);
        }
        return new Data(new Type(Shape.of(examples.size()).append(type.shape()), type.dtype()), array);
    }
}
