package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainrule.Gradient;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.chainrule.Vectorize;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.HostCall;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;
import org.chainrule.interpret.Interpreter;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

/** Operations that are plain Java over arrays, in both tiers. */
class RoutineTest {
    /** The largest element and its place. */
    private static final HostCall LARGEST = new HostCall(
            "largest",
            inputs -> List.of(new Type(Shape.SCALAR, inputs.getFirst().dtype()), new Type(Shape.SCALAR, DType.INT32)),
            (_, inputs, _, results) -> {
                double[] x = inputs.getFirst();
                int at = 0;
                for (int i = 1; i < x.length; i++) {
                    at = x[i] > x[at] ? i : at;
                }
                results.get(0)[0] = x[at];
                results.get(1)[0] = at;
                java.util.Arrays.fill(x, Double.NaN);
            });

    private static final Tensor X = Tensor.of(new float[] {3, 1, 4, 1, 5, 9, 2, 6}, Shape.of(2, 4));

    @Test
    void computesSeveralResultsInBothTiers() {
        List<Node> results = Tuple.of(LARGEST, List.of(X.tanh().mul(2).node()));
        Parity.check(Tensor.of(results.get(0)).add(X.exp()), Tensor.of(results.get(1)));
        assertThat(Tensor.of(results.get(1)).toInts()).containsExactly(5);
    }

    @Test
    void ofSeveralResultsOneAloneIsRead() {
        List<Node> results = Tuple.of(LARGEST, List.of(X.node()));
        Node place = results.get(1);
        assertThat(Interpreter.run(List.of(place)).getFirst().getLong(0)).isEqualTo(5);
        assertThat(Parity.run(List.of(place), Workers.shared()).getFirst().getLong(0))
                .isEqualTo(5);
    }

    @Test
    void whatItDoesToItsArraysChangesNothingElse() {
        List<Node> results = Tuple.of(LARGEST, List.of(X.node()));
        List<Data> values = Parity.run(List.of(results.get(0), X.add(1).node()), Workers.shared());
        assertThat(values.get(1).toFloats()).containsExactly(4, 2, 5, 2, 6, 10, 3, 7);
        assertThat(X.toFloats()).containsExactly(3, 1, 4, 1, 5, 9, 2, 6);
    }

    @Test
    void theOperationRunsOnceForAllThatReadIt() {
        int[] runs = {0};
        HostCall counted = new HostCall("counted", inputs -> inputs, (_, _, _, _) -> runs[0]++);
        Node node = Node.of(counted, X.node());
        Parity.run(List.of(node.add(X.node()), node.matmul(node.transpose())), Workers.shared());
        assertThat(runs[0]).isEqualTo(1);
    }

    @Test
    void anExceptionOfTheUsersCodeComesOutAsItIs() {
        HostCall failing = new HostCall("failing", inputs -> inputs, (_, _, _, _) -> {
            throw new java.util.NoSuchElementException("mine");
        });
        Node node = Node.of(failing, X.node());
        assertThatThrownBy(() -> Interpreter.run(List.of(node)))
                .isInstanceOf(java.util.NoSuchElementException.class)
                .hasMessage("mine");
        assertThatThrownBy(() -> Parity.run(List.of(node), Workers.shared()))
                .isInstanceOf(java.util.NoSuchElementException.class)
                .satisfies(e -> assertThat(e.getStackTrace()[0].getFileName()).isEqualTo("RoutineTest.java"));
    }

    @Test
    void codeOverArraysHasNoGradientOfItsOwn() {
        Tensor y = Tensor.of(Tuple.of(LARGEST, List.of(X.node())).getFirst());
        assertThatThrownBy(() -> Gradient.of(y).at(X))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("largest")
                .hasMessageContaining("RoutineTest.java")
                .hasMessageContaining("backward");
        assertThatThrownBy(() -> Tangent.of(y).along(X, X)).isInstanceOf(DerivativeException.class);
    }

    @Test
    void runsOnEachOfManyExamples() {
        Tensor places = Vectorize.of((Tensor row) ->
                        Tensor.of(Tuple.of(LARGEST, List.of(row.node())).get(1)))
                .apply(X);
        assertThat(places.toInts()).containsExactly(2, 1);
        Parity.check(places);
    }

    @Test
    void anOperationHasAResult() {
        HostCall none = new HostCall("none", _ -> List.of(), (_, _, _, _) -> {});
        assertThatThrownBy(() -> Node.of(none, X.node()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("none: no results");
    }

    @Test
    void emptyArraysAreComputedToo() {
        HostCall total = new HostCall(
                "total",
                inputs -> List.of(new Type(Shape.SCALAR, DType.FLOAT32), inputs.getFirst()),
                (_, inputs, _, results) -> results.getFirst()[0] =
                        java.util.Arrays.stream(inputs.getFirst()).sum() + 7);
        List<Node> results = Tuple.of(total, List.of(Tensor.zeros(0, 3).node()));
        List<Data> oracle = Interpreter.oracle(results, Map.of());
        List<Data> compiled = Parity.run(results, Workers.shared());
        assertThat(oracle.get(0).getDouble(0)).isEqualTo(7);
        assertThat(compiled.get(0).getDouble(0)).isEqualTo(7);
        assertThat(compiled.get(1).type().shape()).isEqualTo(Shape.of(0, 3));
    }
}
