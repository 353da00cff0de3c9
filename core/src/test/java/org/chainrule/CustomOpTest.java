package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;
import org.junit.jupiter.api.Test;

/** One operation written both ways, x / (1 + |x|), and what goes wrong with others. */
class CustomOpTest {
    // docs/custom-operations.md: from tensors
    private static final CustomOp SOFTSIGN = CustomOp.of(
                    "softsign",
                    inputs -> inputs.getFirst().div(inputs.getFirst().abs().add(1)))
            .backward(flow -> {
                Tensor slope = flow.input(0).abs().add(1).square().reciprocal();
                return List.of(flow.upstream(0).mul(slope));
            });

    // docs/custom-operations.md: over arrays
    private static final CustomOp SOFTSIGN_ON_ARRAYS = CustomOp.onArrays("softsign", inputs -> inputs, call -> {
                double[] x = call.input(0);
                double[] y = call.result(0);
                for (int i = 0; i < x.length; i++) {
                    y[i] = x[i] / (1 + Math.abs(x[i]));
                }
            })
            .backwardOnArrays(call -> {
                double[] x = call.input(0);
                double[] upstream = call.input(2); // the inputs, the results, then the upstreams
                double[] downstream = call.result(0);
                for (int i = 0; i < x.length; i++) {
                    double d = 1 + Math.abs(x[i]);
                    downstream[i] = upstream[i] / (d * d);
                }
            });

    private static final Tensor X = Tensor.of(new double[] {-2, -0.5, 0.3, 1, 4, 0.7}, Shape.of(2, 3));
    private static final List<CustomOp> BOTH = List.of(SOFTSIGN, SOFTSIGN_ON_ARRAYS);

    @Test
    void bothWaysGiveTheSameValuesAndGradients() {
        for (CustomOp op : BOTH) {
            Tensor y = op.apply(X);
            Tensor loss = y.mul(X).sum();
            assertThat(y.toDoubles()).containsExactly(-2 / 3.0, -1 / 3.0, 0.3 / 1.3, 0.5, 0.8, 0.7 / 1.7);
            Tensor expected = X.div(X.abs().add(1)).mul(X).sum();
            assertThat(Gradient.of(loss).at(X).toDoubles())
                    .containsExactly(Gradient.of(expected).at(X).toDoubles(), within(1e-15));
        }
    }

    @Test
    void bothPassTheGradientCheck() {
        GradCheck.of((Tensor x) -> SOFTSIGN.apply(x).exp(), X).assertPassed();
        GradCheck.of((Tensor x) -> SOFTSIGN.apply(x).exp(), X).order(2).assertPassed();
        CustomOp whole = SOFTSIGN_ON_ARRAYS.tangentOnArrays(call -> {
            double[] x = call.input(0);
            double[] tangent = call.input(2);
            double[] moved = call.result(0);
            for (int i = 0; i < x.length; i++) {
                double d = 1 + Math.abs(x[i]);
                moved[i] = tangent[i] / (d * d);
            }
        });
        GradCheck.of((Tensor x) -> whole.apply(x).exp(), X).assertPassed();
        GradCheck.of((Tensor x) -> whole.apply(x).exp(), X.cast(DType.FLOAT32)).assertPassed();
    }

    @Test
    void bothRunCompiledInFloats() {
        Tensor x = X.cast(DType.FLOAT32);
        for (CustomOp op : BOTH) {
            Compiled<Tensor, Tensor> gradient = Compiled.of(
                    t -> Gradient.of(op.apply(t.mul(2)).mul(t).sum()).at(t));
            Tensor doubled = x.mul(2);
            Tensor expected =
                    Gradient.of(doubled.div(doubled.abs().add(1)).mul(x).sum()).at(x);
            assertThat(gradient.apply(x).toDoubles()).containsExactly(expected.toDoubles(), within(1e-6));
            assertThat(gradient.apply(x).dtype()).isEqualTo(DType.FLOAT32);
        }
    }

    @Test
    void fusionSeesThroughAnOperationOfTensors() {
        Compiled<Tensor, Tensor> compiled =
                Compiled.of(x -> SOFTSIGN.apply(x.mul(3)).add(1));
        assertThat(compiled.explain(X).lines().filter(line -> line.matches("  \\d+: .*")))
                .hasSize(1);
    }

    @Test
    void aTangentFollowsFromABackwardThatIsLinear() {
        Tensor direction = Tensor.of(new double[] {1, -1, 2, 0, 3, 1}, Shape.of(2, 3));
        Tensor moved = Tangent.of(SOFTSIGN.apply(X)).along(X, direction);
        Tensor expected = Tangent.of(X.div(X.abs().add(1))).along(X, direction);
        assertThat(moved.toDoubles()).containsExactly(expected.toDoubles(), within(1e-15));
    }

    @Test
    void noTangentFollowsFromOneThatIsNot() {
        CustomOp clipped = CustomOp.of("clipped", List::getFirst)
                .backward(flow -> List.of(flow.upstream(0).clip(-1, 1)));
        assertThatThrownBy(() -> Tangent.of(clipped.apply(X)).along(X, X))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("clipped: has no tangent")
                .hasMessageContaining("not linear in the upstream");
        CustomOp signs = CustomOp.of("signs", List::getFirst)
                .backward(flow -> List.of(flow.upstream(0).sign()));
        assertThatThrownBy(() -> Tangent.of(signs.apply(X)).along(X, X)).isInstanceOf(DerivativeException.class);
        assertThatThrownBy(() -> Tangent.of(SOFTSIGN_ON_ARRAYS.apply(X)).along(X, X))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("softsign")
                .hasMessageContaining("give it a tangent");
    }

    @Test
    void theUsersGradientIsTakenWhateverTheForwardSays() {
        CustomOp straightThrough =
                CustomOp.of("round", inputs -> inputs.getFirst().round()).backward(flow -> List.of(flow.upstream(0)));
        Tensor y = straightThrough.apply(X);
        assertThat(Gradient.of(y.mul(X).sum()).at(X).toDoubles())
                .containsExactly(y.add(X).toDoubles());
        // batched first, differentiated after
        Tensor batched =
                Vectorize.of((Tensor row) -> straightThrough.apply(row)).apply(X);
        assertThat(Gradient.of(batched.mul(X).sum()).at(X).toDoubles())
                .containsExactly(y.add(X).toDoubles());
    }

    @Test
    void examplesRunOneAfterTheOtherOverArrays() {
        CustomOp largest = CustomOp.onArrays(
                        "largest",
                        inputs ->
                                List.of(new Type(Shape.SCALAR, inputs.getFirst().dtype())),
                        call -> call.result(0)[0] =
                                java.util.Arrays.stream(call.input(0)).max().orElseThrow())
                .backwardOnArrays(call -> {
                    for (int i = 0; i < call.input(0).length; i++) {
                        call.result(0)[i] = call.input(0)[i] == call.input(1)[0] ? call.input(2)[0] : 0;
                    }
                });
        Tensor rows = Vectorize.of((Tensor row) -> largest.apply(row)).apply(X);
        assertThat(rows.toDoubles()).containsExactly(0.3, 4);
        assertThat(Gradient.of(rows.sum()).at(X).toDoubles()).containsExactly(0, 0, 1, 0, 1, 0);
        Tensor perRow = Vectorize.of(
                        (Tensor row) -> Gradient.of(largest.apply(row)).at(row))
                .apply(X);
        assertThat(perRow.toDoubles()).containsExactly(0, 0, 1, 0, 1, 0);
    }

    @Test
    void aStatedBatchingIsTaken() {
        CustomOp total = CustomOp.onArrays(
                        "total",
                        inputs -> List.of(new Type(Shape.SCALAR, DType.FLOAT64)),
                        call -> call.result(0)[0] =
                                java.util.Arrays.stream(call.input(0)).sum())
                .batching((inputs, perExample, count) -> {
                    assertThat(perExample).containsExactly(true);
                    assertThat(count).isEqualTo(2);
                    return List.of(inputs.getFirst().sum(1).mul(10));
                });
        assertThat(Vectorize.of((Tensor row) -> total.apply(row)).apply(X).toDoubles())
                .containsExactly(new double[] {-22, 57}, within(1e-12));
        CustomOp misshapen = total.batching((inputs, perExample, count) -> inputs);
        assertThatThrownBy(
                        () -> Vectorize.of((Tensor row) -> misshapen.apply(row)).apply(X))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("total batching: gives [float64[2, 3]] where [float64[2]] is expected");
    }

    @Test
    void severalInputsAndResults() {
        CustomOp polar = CustomOp.ofSeveral("cartesian", in -> {
                    Tensor r = in.get(0);
                    Tensor angle = in.get(1);
                    return List.of(r.mul(angle.cos()), r.mul(angle.sin()));
                })
                .backward(flow -> {
                    Tensor r = flow.input(0);
                    Tensor cos = flow.input(1).cos();
                    Tensor sin = flow.input(1).sin();
                    Tensor byX = flow.upstream(0);
                    Tensor byY = flow.upstream(1);
                    return List.of(
                            byX.mul(cos).add(byY.mul(sin)),
                            byY.mul(flow.result(0)).sub(byX.mul(r.mul(sin))));
                });
        record Polar(Tensor r, Tensor angle) {}
        Polar at = new Polar(Tensor.of(2.0, 1.5), Tensor.of(0.3, -1.0));
        GradCheck.of(
                        (Polar p) -> {
                            List<Tensor> xy = polar.applyAll(p.r(), p.angle());
                            return xy.get(0).mul(xy.get(1)).add(xy.get(0).exp());
                        },
                        at)
                .order(2)
                .assertPassed();
        // of one result alone
        GradCheck.of((Polar p) -> polar.applyAll(p.r(), p.angle()).get(1), at).assertPassed();
    }

    @Test
    void aWrongBackwardIsCaughtAndNamed() {
        CustomOp wrong = CustomOp.of("mine", in -> in.getFirst().square())
                .backward(flow -> List.of(flow.upstream(0).mul(flow.input(0)).mul(3)));
        assertThatThrownBy(() -> GradCheck.of((Tensor x) -> wrong.apply(x.sin()).exp(), X)
                        .assertPassed())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mine")
                .hasMessageContaining("CustomOpTest.java");
        CustomOp wrongOnArrays = CustomOp.onArrays("mine too", in -> in, call -> {
                    for (int i = 0; i < call.input(0).length; i++) {
                        call.result(0)[i] = Math.sin(call.input(0)[i]);
                    }
                })
                .backwardOnArrays(call -> {
                    for (int i = 0; i < call.input(0).length; i++) {
                        call.result(0)[i] = -call.input(2)[i] * Math.cos(call.input(0)[i]);
                    }
                })
                .tangent(flow -> List.of(flow.tangent(0).mul(flow.input(0).cos())));
        assertThatThrownBy(() ->
                        GradCheck.of((Tensor x) -> wrongOnArrays.apply(x), X).assertPassed())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mine too");
    }

    @Test
    void rulesOfWrongTypesAreNamed() {
        CustomOp wrong = CustomOp.of("mine", in -> in.getFirst().square())
                .backward(flow -> List.of(flow.upstream(0).sum()));
        assertThatThrownBy(() -> Gradient.of(wrong.apply(X).sum()).at(X))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("mine backward: gives [float64[]] where [float64[2, 3]] is expected");
        CustomOp few =
                CustomOp.of("mine", in -> in.getFirst().mul(in.get(1))).backward(flow -> List.of(flow.upstream(0)));
        assertThatThrownBy(() -> Gradient.of(few.apply(X, X.add(1)).sum()).at(X))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a gradient for each floating input");
    }

    @Test
    void whatAForwardClosesOverHasNoGradientBehindItsBack() {
        Tensor w = Tensor.of(2.0);
        CustomOp closing = CustomOp.of("closing", in -> in.getFirst().mul(w))
                .backward(flow -> List.of(flow.upstream(0).mul(w)));
        Tensor loss = closing.apply(X).sum();
        assertThat(Gradient.of(loss).at(X).toDoubles()).containsOnly(2);
        assertThatThrownBy(() -> Gradient.of(loss).at(w))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("closing")
                .hasMessageContaining("give it as an input");
    }

    @Test
    void codeOverArraysWithoutABackwardHasNoGradient() {
        CustomOp plain = CustomOp.onArrays("plain", in -> in, call -> {});
        assertThatThrownBy(() -> Gradient.of(plain.apply(X).sum()).at(X))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("plain")
                .hasMessageContaining("give it a backward");
        Tensor gradient = Gradient.of(SOFTSIGN_ON_ARRAYS.apply(X).sum()).at(X);
        assertThatThrownBy(() -> Gradient.of(gradient.sum()).at(X)).isInstanceOf(DerivativeException.class);
    }

    @Test
    void exceptionsOfRulesComeOutAsTheyAre() {
        CustomOp failing = CustomOp.of("failing", in -> in.getFirst().square()).backward(flow -> {
            throw new java.util.NoSuchElementException("mine");
        });
        Tensor loss = failing.apply(X).sum();
        assertThatThrownBy(() -> Gradient.of(loss).at(X))
                .isInstanceOf(java.util.NoSuchElementException.class)
                .satisfies(e -> assertThat(e.getStackTrace()[0].getFileName()).isEqualTo("CustomOpTest.java"));
    }

    @Test
    void wholeNumbersArePassedThrough() {
        CustomOp repeated = CustomOp.of("power", in -> in.get(0).pow(in.get(1).cast(DType.FLOAT64)))
                .backward(flow -> {
                    Tensor n = flow.input(1).cast(DType.FLOAT64);
                    return List.of(flow.upstream(0).mul(n).mul(flow.input(0).pow(n.sub(1))));
                });
        Tensor n = Tensor.of(new int[] {2, 3, 1, 2, 3, 1}, Shape.of(2, 3));
        GradCheck.of((Tensor x) -> repeated.apply(x, n), X.abs()).assertPassed();
    }

    @Test
    void anOperationOfNoElements() {
        Tensor none = Tensor.zeros(0, 3);
        for (CustomOp op : BOTH) {
            assertThat(Gradient.of(op.apply(none).sum()).at(none).shape()).isEqualTo(Shape.of(0, 3));
            assertThat(op.apply(none).toDoubles()).isEmpty();
        }
    }
}
