package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler makes of an update: memory is passed over once, in place, and nothing is put there in between. */
class FusedUpdateTest {
    /** As {@code for 1 rows × 60000 columns} and {@code %20: float32 0 to 60000}. */
    private static final Pattern LAUNCH = Pattern.compile("for (\\d+) rows × (\\d+) columns");

    private static final Pattern BUFFER = Pattern.compile(": \\w+ (\\d+) to (\\d+), kernels");

    /** A buffer of one number is as long as a vector. */
    private static final int PADDING = 16;

    record Model(Tensor weight, Tensor bias) {}

    record Given(Model gradients, Tensor rate) {}

    static Stream<Optimizer> elementwise() {
        return Optimizers.elementwise().stream();
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void anUpdateTakesOneKernelForEachParameterAndNoBufferInBetween(Optimizer optimizer) {
        record State(Model model, OptimizerState<Model> optimizer) {}
        Model model = model();
        CompiledLoop<State, Given, List<Tensor>> loop =
                CompiledLoop.of(new State(model, optimizer.initial(model)), (state, given) -> {
                    Optimizer.Updated<Model> next =
                            optimizer.update(state.model(), given.gradients(), state.optimizer(), given.rate());
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), List.of());
                });
        passesOnce(loop.explain(new Given(model, Tensor.scalar(0.01))));
    }

    static Stream<MomentumOptimizer> accelerated() {
        return Stream.of(new Sgd(0.9), new Sgd(0.9, 0, true, 0), new Adam(), new AdamW());
    }

    @ParameterizedTest
    @MethodSource("accelerated")
    void soDoesAnUpdateThatIsGivenItsMomentum(MomentumOptimizer optimizer) {
        record State(Model model, OptimizerState<Model> optimizer) {}
        record Cycled(Model gradients, Tensor rate, Tensor momentum) {}
        Model model = model();
        CompiledLoop<State, Cycled, List<Tensor>> loop =
                CompiledLoop.of(new State(model, optimizer.initial(model)), (state, given) -> {
                    Momentum momentum = new Momentum.Given(given.momentum());
                    Optimizer.Updated<Model> next = optimizer.update(
                            state.model(), given.gradients(), state.optimizer(), given.rate(), momentum);
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), List.of());
                });
        passesOnce(loop.explain(new Cycled(model, Tensor.scalar(0.01), Tensor.scalar(0.9))));
    }

    static Stream<Averaging> averages() {
        return Stream.of(new Ema(), new Swa());
    }

    @ParameterizedTest
    @MethodSource("averages")
    void soDoesAnAverageOfWeights(Averaging averaging) {
        Model model = model();
        CompiledLoop<WeightAverage<Model>, Model, List<Tensor>> loop = CompiledLoop.of(
                averaging.initial(model),
                (average, newest) -> new CompiledLoop.Next<>(averaging.update(average, newest), List.of()));
        passesOnce(loop.explain(model));
    }

    private static void passesOnce(String explanation) {
        List<Integer> launches = sizes(LAUNCH, explanation, (rows, columns) -> rows * columns);
        assertThat(launches).filteredOn(size -> size > 1).as(explanation).containsExactlyInAnyOrder(60_000, 200);
        List<Integer> buffers = sizes(BUFFER, explanation, (begin, end) -> end - begin);
        assertThat(buffers).as(explanation).allMatch(size -> size <= PADDING);
        assertThat(explanation.lines().filter(line -> line.contains("weight: ") || line.contains("bias: ")))
                .as(explanation)
                .isNotEmpty()
                .allMatch(line -> line.endsWith("updated in place"));
    }

    /** Numbers for all parameters together, as 1 − βᵗ, may be kept; these are found, so others would be. */
    @ParameterizedTest
    @ValueSource(strings = {"kernels", "memory"})
    void whatIsLookedForIsThere(String section) {
        Model model = model();
        Optimizer optimizer = new Lamb();
        CompiledLoop<Model, Given, List<Tensor>> loop = CompiledLoop.of(model, (state, given) -> {
            Optimizer.Updated<Model> next =
                    optimizer.update(state, given.gradients(), optimizer.initial(state), given.rate());
            return new CompiledLoop.Next<>(next.model(), List.of());
        });
        String explanation = loop.explain(new Given(model, Tensor.scalar(0.01)));
        Pattern pattern = section.equals("kernels") ? LAUNCH : BUFFER;
        assertThat(sizes(pattern, explanation, Integer::max)).as(explanation).hasSizeGreaterThan(2);
    }

    private static List<Integer> sizes(Pattern pattern, String text, BinaryOperator<Integer> of) {
        return pattern.matcher(text)
                .results()
                .map(found -> of.apply(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                .toList();
    }

    private static Model model() {
        return new Model(parameter(300, 200), parameter(200));
    }

    private static Tensor parameter(int... extents) {
        return Tensor.full(Shape.of(extents), 0.5, DType.FLOAT32).evaluate();
    }
}
