package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.Vectorize;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention in blocks beside attention with all scores at once: the same, in memory that grows with the steps alone. */
class AttentionBlocksTest {
    private static final RandomKey KEY = RandomKey.of(17);

    /** What attention is given. */
    record Heard(Tensor queries, Tensor keys, Tensor values) {}

    /** Extents, and which mask: none, one of keys alone, one of queries and keys, one of all. */
    record Case(int batch, int heads, int steps, int others, int block, boolean causal, Mask mask) {
        Heard heard(DType dtype) {
            return new Heard(
                    normal(0, dtype, batch, heads, steps, 4),
                    normal(1, dtype, batch, heads, others, 4),
                    normal(2, dtype, batch, heads, others, 4));
        }

        ScaledDotProduct attention() {
            return new ScaledDotProduct(
                    causal,
                    switch (mask) {
                        case NONE -> Optional.empty();
                        case KEYS -> Optional.of(bits(batch, 1, 1, others));
                        case EACH -> Optional.of(bits(steps, others));
                        case ALL -> Optional.of(bits(batch, heads, steps, others));
                        case QUERIES -> Optional.of(bits(steps, 1));
                    });
        }

        Tensor whole(Heard x) {
            return attention().whole(x.queries(), x.keys(), x.values());
        }

        /** By one matrix of scores, of what is seen and of what is not. */
        Tensor plain(Heard x) {
            ScaledDotProduct attention = attention();
            Optional<Tensor> seen = attention.seen(x.queries().indicesAlong(2), others);
            return ScaledDotProduct.heard(x.queries(), x.keys(), x.values(), seen, attention.hearsSomething());
        }

        Tensor inBlocks(Heard x) {
            return new AttentionBlocks(attention(), block).of(x.queries(), x.keys(), x.values());
        }
    }

    enum Mask {
        NONE,
        KEYS,
        QUERIES,
        EACH,
        ALL
    }

    private static Tensor normal(int number, DType dtype, int... extents) {
        return KEY.fold(number).normal(Shape.of(extents)).cast(dtype).evaluate();
    }

    /** About two of three are true; a whole row may be false. */
    private static Tensor bits(int... extents) {
        return KEY.fold(9).normal(Shape.of(extents)).gt(-0.4).evaluate();
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(1, 1, 8, 8, 4, false, Mask.NONE),
                new Case(2, 3, 37, 37, 5, false, Mask.NONE),
                new Case(2, 3, 37, 37, 5, true, Mask.NONE),
                new Case(1, 2, 129, 129, 16, true, Mask.EACH),
                new Case(2, 2, 67, 67, 8, true, Mask.KEYS),
                new Case(2, 2, 33, 19, 8, false, Mask.ALL),
                new Case(2, 2, 33, 19, 8, true, Mask.ALL),
                new Case(1, 2, 19, 50, 4, true, Mask.QUERIES),
                new Case(1, 2, 50, 1, 7, false, Mask.EACH),
                new Case(1, 2, 40, 40, 40, true, Mask.ALL));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndGradientsAreThoseOfTheWholeScores(Case given) {
        assertSame(given, given::whole, given::inBlocks);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void partsOfTheQueriesHearWhatAllHearAtOnce(Case given) {
        assertSame(given, given::plain, given::whole);
    }

    /** Values and gradients. */
    private static void assertSame(Case given, Function<Heard, Tensor> one, Function<Heard, Tensor> other) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Heard x = given.heard(dtype);
            Tensor weights = normal(3, dtype, given.batch(), given.heads(), given.steps(), 4);
            List<Tensor> expected = valueAndGradients(one, weights, x);
            List<Tensor> actual = valueAndGradients(other, weights, x);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i).toDoubles())
                        .containsExactly(expected.get(i).toDoubles(), within(dtype == DType.FLOAT32 ? 3e-6 : 1e-13));
            }
        }
    }

    private static List<Tensor> valueAndGradients(Function<Heard, Tensor> attention, Tensor weights, Heard x) {
        Compiled<Heard, List<Object>> compiled = Compiled.of(h -> {
            Tensor y = attention.apply(h);
            return List.of(y, Gradient.of(y.mul(weights).sum()).at(h));
        });
        return Tree.leaves(compiled.apply(x));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreRight(Case given) {
        Case small = new Case(1, 2, 5, Math.clamp(given.others(), 2, 5), 2, given.causal(), given.mask());
        GradCheck.of(small::inBlocks, small.heard(DType.FLOAT64))
                .order(2)
                .entries(6)
                .assertPassed();
    }

    @Test
    void manyExamplesAtOnceAreEachByItself() {
        Case one = new Case(1, 2, 7, 7, 3, true, Mask.EACH);
        Heard a = one.heard(DType.FLOAT64);
        Heard b = new Heard(a.values(), a.queries(), a.keys());
        Heard both = Tree.rebuild(
                a,
                List.of(
                        Tensor.stack(0, List.of(a.queries(), b.queries())),
                        Tensor.stack(0, List.of(a.keys(), b.keys())),
                        Tensor.stack(0, List.of(a.values(), b.values()))));
        assertThat(Vectorize.of(one::inBlocks).apply(both).toDoubles())
                .containsExactly(
                        Tensor.stack(0, List.of(one.whole(a), one.whole(b))).toDoubles(), within(1e-13));
    }
}
