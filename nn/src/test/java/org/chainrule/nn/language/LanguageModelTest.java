package org.chainrule.nn.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.CompiledLoop;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Loss;
import org.chainrule.nn.loss.ClassCrossEntropy;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageModelTest {
    private static final int TOKENS = 7;
    private static final int CONTEXT = 6;
    private static final Loss LOSS = new ClassCrossEntropy();

    static Stream<LanguageModel<?>> models() {
        RandomKey key = RandomKey.of(3);
        return Stream.of(
                LanguageLstm.of(TOKENS, 8, 2, key),
                LanguageLstm.of(TOKENS, 8, 1, key).with(new Dropout(0.5)),
                LanguageTransformer.of(TOKENS, 8, 2, 2, CONTEXT, key),
                LanguageTransformer.of(TOKENS, 8, 2, 1, CONTEXT, key).with(new Dropout(0.5)));
    }

    private static int[] text(int length) {
        return new SplittableRandom(5).ints(length, 0, TOKENS).toArray();
    }

    /** The logits of what comes after a text. */
    private static float[] after(LanguageModel<?> model, int... text) {
        return model.apply(Tensor.of(text, Shape.of(1, text.length))).get(1, -1).toFloats();
    }

    @ParameterizedTest
    @MethodSource("models")
    <S extends Record> void stepByStepTheLogitsAreThoseOfTheWholeText(LanguageModel<S> model) {
        int[] text = text(CONTEXT);
        S memory = model.memory();
        for (int i = 0; i < text.length; i++) {
            CompiledLoop.Next<S, Tensor> next = model.next(memory, Tensor.of(text[i]), Tensor.scalar(i, DType.INT32));
            memory = next.state();
            assertThat(next.result().toFloats())
                    .containsExactly(
                            after(
                                    model,
                                    IntStream.rangeClosed(0, i)
                                            .map(at -> text[at])
                                            .toArray()),
                            Offset.offset(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    <M extends LanguageModel<?>> void itsGradientIsRight(M model) {
        Tensor tokens = Tensor.of(text(8), Shape.of(2, 4));
        Tensor next = Tensor.of(text(9), Shape.of(9)).slice(0, 1, 9).reshape(2, 4);
        GradCheck.of((M at) -> LOSS.of(at.apply(tokens), next), model)
                .entries(3)
                .assertPassed();
    }

    @ParameterizedTest
    @MethodSource("models")
    void dropoutIsThatOfTraining(LanguageModel<?> model) {
        Context context = Context.training(RandomKey.of(1));
        Tensor tokens = Tensor.of(text(8), Shape.of(2, 4));
        Tensor trained = model.apply(tokens, context);
        context.requireReached(model);
        boolean drops = model.toString().contains("Dropout");
        assertThat(java.util.Arrays.equals(
                        trained.toFloats(), model.apply(tokens).toFloats()))
                .isEqualTo(!drops);
    }

    @ParameterizedTest
    @MethodSource("models")
    void writingGoesOnWithTheMostProbableWhateverTheLength(LanguageModel<?> model) {
        try (Workers workers = Workers.of(1)) {
            Writing<?> writing = Writing.of(model, workers);
            int[] begin = text(4);
            writing.read(begin);
            List<Integer> text = new ArrayList<>(IntStream.of(begin).boxed().toList());
            int seenFrom = 0;
            for (int i = 0; i < 20; i++) {
                int[] seen =
                        text.stream().skip(seenFrom).mapToInt(Integer::intValue).toArray();
                float[] logits = after(model, seen);
                int written = writing.write(new TokenSampling(0), new SplittableRandom(1));
                assertThat(logits[written]).isCloseTo(max(logits), Offset.offset(1e-5f));
                text.add(written);
                // a full memory begins anew with its later half
                seenFrom += model.reach().isPresent() && seen.length == CONTEXT ? CONTEXT - CONTEXT / 2 : 0;
            }
        }
    }

    private static float max(float... values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    @Test
    void whatIsBeyondTheReachOfALongTextDoesNotMatter() {
        LanguageTransformer model = LanguageTransformer.of(TOKENS, 8, 2, 1, CONTEXT, RandomKey.of(3));
        try (Workers workers = Workers.of(1)) {
            Writing<?> whole = Writing.of(model, workers);
            Writing<?> end = Writing.of(model, workers);
            int[] text = text(50);
            whole.read(text);
            end.read(IntStream.range(44, 50).map(i -> text[i]).toArray());
            for (int i = 0; i < 30; i++) {
                assertThat(whole.write(new TokenSampling(1), new SplittableRandom(i)))
                        .isEqualTo(end.write(new TokenSampling(1), new SplittableRandom(i)));
            }
        }
    }

    @Test
    void tokensAreDrawnByTheirProbabilities() {
        float[] logits = {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5), (float) Math.log(4)};
        assertThat(shares(new TokenSampling(1), logits))
                .containsExactly(new double[] {1 / 12., 2 / 12., 5 / 12., 4 / 12.}, Offset.offset(0.01));
        assertThat(shares(new TokenSampling(0.5), logits))
                .containsExactly(new double[] {1 / 46., 4 / 46., 25 / 46., 16 / 46.}, Offset.offset(0.01));
        assertThat(shares(new TokenSampling(1).among(2), logits))
                .containsExactly(new double[] {0, 0, 5 / 9., 4 / 9.}, Offset.offset(0.01));
        assertThat(shares(new TokenSampling(0), logits)).containsExactly(0, 0, 1, 0);
        assertThat(shares(new TokenSampling(1).among(1), new float[] {2, 2, 2})).containsExactly(1, 0, 0);
        assertThatThrownBy(() -> new TokenSampling(-1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> new TokenSampling(1, OptionalInt.of(0))).hasMessageContaining("from 1 on");
    }

    @Test
    void aNucleusIsTheFewestTokensThatHaveTheShareTogether() {
        float[] logits = {(float) Math.log(1.5), (float) Math.log(5), (float) Math.log(0.5), (float) Math.log(3)};
        assertThat(shares(new TokenSampling(1).within(0.6), logits))
                .containsExactly(new double[] {0, 5 / 8., 0, 3 / 8.}, Offset.offset(0.01));
        assertThat(shares(new TokenSampling(1).within(0.49), logits)).containsExactly(0, 1, 0, 0);
        assertThat(shares(new TokenSampling(1).within(1e-9), logits)).containsExactly(0, 1, 0, 0);
        assertThat(shares(new TokenSampling(1).within(1), logits))
                .containsExactly(new double[] {0.15, 0.5, 0.05, 0.3}, Offset.offset(0.01));
        assertThat(shares(new TokenSampling(1).among(3).within(0.83), logits))
                .as("0.8 is enough of 0.95")
                .containsExactly(new double[] {0, 5 / 8., 0, 3 / 8.}, Offset.offset(0.01));
        assertThat(shares(new TokenSampling(0.5).within(0.6), logits))
                .as("at its temperature")
                .containsExactly(0, 1, 0, 0);
        assertThatThrownBy(() -> new TokenSampling(1).within(0)).hasMessageContaining("nucleus");
        assertThatThrownBy(() -> new TokenSampling(1).within(1.1)).hasMessageContaining("nucleus");
    }

    @Test
    void logitsThatAreNoNumbersAreTold() {
        SplittableRandom random = new SplittableRandom(1);
        for (TokenSampling sampling :
                List.of(new TokenSampling(0), new TokenSampling(1), new TokenSampling(1).among(2))) {
            assertThatThrownBy(() -> sampling.draw(new float[] {1, 2, Float.NaN}, random))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("token 2 is NaN", "weights");
            assertThatThrownBy(() -> sampling.draw(new float[] {Float.POSITIVE_INFINITY, 2}, random))
                    .hasMessageContaining("token 0 is Infinity");
            assertThatThrownBy(() -> sampling.draw(new float[] {Float.NEGATIVE_INFINITY}, random))
                    .hasMessageContaining("none of 1 tokens");
            assertThat(sampling.draw(new float[] {Float.NEGATIVE_INFINITY, 1}, random))
                    .isEqualTo(1);
        }
    }

    private static double[] shares(TokenSampling sampling, float... logits) {
        double[] shares = new double[logits.length];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            shares[sampling.draw(logits, random)] += 1 / 20_000.;
        }
        return IntStream.range(0, shares.length)
                .mapToDouble(i -> Math.round(shares[i] * 1e9) / 1e9)
                .toArray();
    }
}
