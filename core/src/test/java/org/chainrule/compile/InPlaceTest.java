package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.chainrule.Compiled;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

/** A result is written over its argument only where nobody reads the argument afterwards; and what is written is right. */
class InPlaceTest {
    private static final int N = 50;

    private static boolean isInPlace(UnaryOperator<Tensor> next) {
        Tensor state = argument();
        Compiler.Result compiled = Compiler.compile(List.of(next.apply(state).node()), Map.of(0, 0));
        boolean inPlace = compiled.inPlace().getOrDefault(0, false);
        float[] expected = next.apply(start()).toFloats();
        float[] actual = run(compiled, inPlace);
        for (int i = 0; i < N; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], Percentage.withPercentage(1e-3));
        }
        return inPlace;
    }

    private static Tensor argument() {
        return Tensor.of(Node.of(new Leaf.Argument(-7, 0, new Type(Shape.of(N), DType.FLOAT32))));
    }

    private static Tensor start() {
        return Tensor.iota(N, DType.FLOAT32).add(1);
    }

    private static float[] run(Compiler.Result compiled, boolean inPlace) {
        float[] state = start().toFloats().clone();
        float[] out = inPlace ? state : new float[N];
        compiled.program().run(new Object[] {state}, new Object[] {out}, Workers.shared());
        return out;
    }

    @Test
    void whatIsReadWhereItIsWritten() {
        assertThat(isInPlace(x -> x.mul(2).add(1))).isTrue();
        assertThat(isInPlace(x -> x.mul(x.add(3)))).isTrue();
    }

    @Test
    void notWhatIsReadElsewhere() {
        assertThat(isInPlace(x -> x.flip())).isFalse();
        assertThat(isInPlace(x -> x.add(x.flip()))).isFalse();
        assertThat(isInPlace(x -> x.add(x.slice(0, 0, N - 1).pad(0, 1, 0)))).isFalse();
    }

    @Test
    void notWhatIsSpreadOutAmongZeros() {
        assertThat(isInPlace(
                        x -> Gradient.of(x.slice(0, 0, N, 2).square().sum()).at(x)))
                .isFalse();
    }

    @Test
    void whatWaitsForASumOfTheArgumentIsRightEitherWay() {
        isInPlace(x -> x.sub(x.mean()));
        isInPlace(x -> x.softmax(0));
        isInPlace(x -> x.cumulativeSum(0));
    }

    @Test
    void aResultThatAnotherResultIsReadForIsRight() {
        Tensor state = argument();
        Compiler.Result compiled = Compiler.compile(
                List.of(state.mul(2).node(), state.flip().add(1).node()), Map.of(0, 0));
        float[] before = start().toFloats().clone();
        float[] doubled = compiled.inPlace().getOrDefault(0, false) ? before : new float[N];
        float[] flipped = new float[N];
        compiled.program().run(new Object[] {before}, new Object[] {doubled, flipped}, Workers.shared());
        assertThat(flipped).containsExactly(start().flip().add(1).toFloats());
        assertThat(IntStream.range(0, N).allMatch(i -> doubled[i] == 2f * (i + 1)))
                .isTrue();
    }

    /** The rows 2 and 3 of tables of 4 are moved by ones. */
    private static Tensor moved(Tensor table, UnaryOperator<Tensor> by) {
        Shape shape = table.shape();
        Tensor rows = Tensor.of(3, 2, 3);
        RowSparse.Distinct distinct = new RowSparse(
                        rows,
                        Tensor.ones(3, shape.extent(1))
                                .mul(Tensor.of(0.5f, 1, 0.5f).unsqueeze(1)),
                        shape)
                .distinct();
        return distinct.addTo(table, by.apply(distinct.rows()).mul(distinct.values()));
    }

    @Test
    void tablesThatChangePlacesAreReadBeforeTheyAreOverwritten() {
        Tensor ones = Tensor.ones(4, 32);
        CompiledLoop<List<Tensor>, Tensor, Tensor> loop =
                CompiledLoop.of(List.of(ones, ones.mul(10), ones), (state, rows) -> {
                    RowSparse.Distinct distinct = new RowSparse(rows, Tensor.ones(3, 32), ones.shape()).distinct();
                    Tensor looked = state.get(0).gather(0, distinct.rows());
                    return new CompiledLoop.Next<>(
                            List.of(
                                    distinct.addTo(state.get(1), distinct.values()),
                                    distinct.addTo(state.get(0), distinct.values()),
                                    distinct.addTo(state.get(2), looked)),
                            rows);
                });
        loop.step(Tensor.of(3, 2, 3));
        assertThat(columnOf(loop.state().get(0))).containsExactly(10, 10, 11, 12);
        assertThat(columnOf(loop.state().get(1))).containsExactly(1, 1, 2, 3);
        assertThat(columnOf(loop.state().get(2))).containsExactly(1, 1, 2, 2);
    }

    @Test
    void aChangedTableDoesNotTakeThePlaceOfWhatItsChangeIsLookedUpIn() {
        Tensor table = Tensor.ones(4, 32);
        Compiled<Tensor, Tensor> compiled = Compiled.of(given -> {
            Tensor other =
                    given.mul(5).add(Tensor.of(0, 1, 2, 3).cast(DType.FLOAT32).unsqueeze(1));
            return moved(given, rows -> other.gather(0, rows)).cumulativeSum(0);
        });
        assertThat(columnOf(compiled.apply(table))).containsExactly(1, 2, 10, 19);
    }

    private static float[] columnOf(Tensor table) {
        return table.slice(1, 7, 8).toFloats();
    }

    @Test
    void whatIsWrittenOverAnArgumentIsOneOperandWithIt() {
        assertThat(operands(Map.of(0, 0))).isEqualTo(2);
        assertThat(operands(Map.of())).isEqualTo(3);
    }

    /** The arrays of a loop that adds an argument to another. */
    private static long operands(Map<Integer, Integer> donations) {
        Tensor given = Tensor.of(Node.of(new Leaf.Argument(-7, 1, new Type(Shape.of(N), DType.FLOAT32))));
        Compiler.Result compiled =
                Compiler.compile(List.of(argument().mul(2).add(given).node()), donations);
        List<String> loops = new ArrayList<>();
        compiled.program().forEach(instruction -> loops.add(instruction.describe()));
        assertThat(loops).hasSize(1);
        return Pattern.compile("Operand\\[").matcher(loops.getFirst()).results().count();
    }
}
