package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Convolution;
import org.chainrule.Pooling;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Celu;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Elu;
import org.chainrule.nn.Glu;
import org.chainrule.nn.Layer;
import org.chainrule.nn.LeakyRelu;
import org.chainrule.nn.LogSoftmax;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.Prelu;
import org.chainrule.nn.Softmax;
import org.chainrule.nn.Softplus;
import org.chainrule.nn.Sparsemax;
import org.chainrule.nn.SpatialDropout;
import org.chainrule.nn.SwiGlu;
import org.chainrule.nn.language.LanguageLstm;
import org.chainrule.nn.language.LanguageTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every layer by its parameters and by its input. */
class LayerGradientsTest {
    private static final RandomKey KEY = RandomKey.of(7);
    private static final Convolution HOW =
            Convolution.PLAIN.withStride(2).withPadding(1).withGroups(2);

    /** A layer with what it is applied to: a record, so that both are checked. */
    record Case<L extends Record>(L layer, Tensor input, Function<Case<L>, Tensor> output) {
        @Override
        public String toString() {
            return layer.getClass().getSimpleName() + " of " + input.shape();
        }
    }

    /** What is varied. */
    record Varied<L>(L layer, Tensor input) {}

    private static Tensor random(int... extents) {
        return RandomKey.of(11).normal(Shape.of(extents)).evaluate();
    }

    private static <L extends Record & Layer> Case<L> of(L layer, int... extents) {
        return new Case<>(layer, random(extents), given -> given.layer().apply(given.input()));
    }

    private static <L extends Record & Layer> Case<L> of(L layer, Tensor input) {
        return new Case<>(layer, input, given -> given.layer().apply(given.input()));
    }

    private static <L extends Record & Layer> Case<L> inTraining(L layer, int... extents) {
        return new Case<>(layer, random(extents), given -> given.layer().apply(given.input(), Context.training(KEY)));
    }

    static Stream<Case<?>> cases() {
        MultiHeadAttention attention = MultiHeadAttention.of(4, 2, KEY);
        TransformerEncoderBlock block = TransformerEncoderBlock.of(4, 2, 6, KEY);
        Tensor numbers = Tensor.of(new int[] {0, 3, 3, 1}, Shape.of(2, 2));
        return Stream.of(
                of(Conv1d.of(4, 2, 3, HOW, KEY), 2, 4, 5),
                of(Conv2d.of(2, 3, 2, Convolution.PLAIN, KEY), 2, 2, 4, 3),
                of(Conv2d.of(4, 2, 3, HOW, KEY), 1, 4, 4, 5),
                of(Conv2d.of(2, 2, 2, Convolution.PLAIN.withDilation(2), KEY), 2, 2, 4, 4),
                of(TransposedConv1d.of(4, 2, 3, HOW, KEY), 2, 4, 3),
                of(TransposedConv2d.of(2, 2, 3, HOW.withOutputPadding(1), KEY), 1, 2, 3, 2),
                of(MaxPool2d.of(2), 2, 2, 4, 5),
                of(new MaxPool2d(Pooling.of(3).withStride(2).withPadding(1)), 1, 2, 4, 5),
                of(AveragePool2d.of(2), 2, 2, 4, 5),
                of(new AdaptiveAveragePool2d(2, 3), 1, 2, 5, 4),
                of(new AdaptiveMaxPool2d(2, 3), 1, 2, 5, 4),
                of(new Flatten(), 2, 3, 2),
                of(Embedding.of(4, 3, KEY), numbers),
                of(LanguageLstm.of(4, 4, 1, KEY), numbers),
                of(LanguageTransformer.of(4, 4, 2, 1, 2, KEY), numbers),
                of(EmbeddingBag.of(4, 3, EmbeddingBag.Mode.SUM, KEY), numbers),
                of(EmbeddingBag.of(4, 3, EmbeddingBag.Mode.MEAN, KEY), numbers),
                of(
                        EmbeddingBag.of(4, 3, EmbeddingBag.Mode.MAX, KEY),
                        Tensor.of(new int[] {0, 3, 2, 1}, Shape.of(2, 2))),
                of(MaxPool1d.of(2), 2, 2, 5),
                of(AveragePool1d.of(2), 2, 2, 5),
                of(new AdaptiveAveragePool1d(3), 1, 2, 5),
                of(new AdaptiveMaxPool1d(3), 1, 2, 5),
                inTraining(BatchNorm.of(2), 4, 2),
                inTraining(BatchNorm.of(2), 2, 2, 3, 2),
                inTraining(ConvBlock.of(2, 2, KEY), 2, 2, 4, 4),
                inTraining(ConvNet.of(1, List.of(2), 3, new Dropout(), KEY), 2, 1, 4, 4),
                of(LayerNorm.of(4), 2, 3, 4),
                of(LayerNorm.of(3, 4), 2, 3, 4),
                of(RmsNorm.of(4), 2, 4),
                of(GroupNorm.of(2, 4), 2, 4, 3),
                of(Rnn.of(3, 2, 2, true, KEY), 2, 3, 3),
                of(Gru.of(3, 2, KEY), 2, 3, 3),
                of(Lstm.of(3, 2, KEY), 2, 3, 3),
                of(Lstm.of(3, 2, 2, true, KEY), 1, 3, 3),
                inTraining(Gru.of(3, 2, 2, false, KEY).with(new Dropout()), 2, 3, 3),
                of(new Rotary(), 2, 3, 4),
                of(attention, 2, 3, 4),
                of(attention.asCausal().with(new Rotary()), 1, 3, 4),
                of(FeedForward.of(3, 4, Activation.GELU, KEY), 2, 3),
                of(block, 1, 3, 4),
                of(block.with(attention.asCausal()).normLast(), 1, 3, 4),
                new Case<>(
                        TransformerDecoderBlock.of(4, 2, 6, KEY),
                        random(1, 3, 4),
                        given -> given.layer()
                                .apply(given.input(), given.input().mul(0.7).slice(1, 0, 2), Context.inference())),
                of(new Residual(FeedForward.of(3, 4, Activation.TANH, KEY)), 2, 3),
                of(Dense.of(3, 2, KEY), 2, 3),
                of(Mlp.of(List.of(4, 3, 2), Activation.TANH, KEY), 2, 2, 2),
                inTraining(new Dropout(), 3, 4),
                inTraining(new SpatialDropout(), 2, 4, 3),
                of(new LeakyRelu(), 2, 3),
                of(new Elu(), 2, 3),
                of(new Celu(), 2, 3),
                of(new Softplus(), 2, 3),
                of(Prelu.channels(3), 2, 3, 2),
                of(new Softmax(), 2, 3),
                of(new LogSoftmax(), 2, 3),
                of(new Glu(), 2, 4),
                of(new SwiGlu(), 2, 4),
                of(new Sparsemax(), 2, 3),
                of(Sequential.of(Conv1d.of(2, 2, 2, Convolution.PLAIN, KEY), Activation.TANH, new Flatten()), 2, 2, 3));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <L extends Record> void theGradientIsRight(Case<L> given) {
        if (given.input().dtype().isFloating()) {
            GradCheck.of(
                            (Varied<L> at) -> given.output().apply(new Case<>(at.layer(), at.input(), given.output())),
                            new Varied<>(given.layer(), given.input()))
                    .entries(12)
                    .assertPassed();
        } else {
            GradCheck.of((L at) -> given.output().apply(new Case<>(at, given.input(), given.output())), given.layer())
                    .assertPassed();
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theGradientOfEveryActivationIsRight(Activation activation) {
        GradCheck.of((Tensor x) -> activation.apply(x), random(3, 4)).assertPassed();
    }

    @Test
    void everyLayerHasACase() {
        List<String> layers = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.chainrule.nn")
                        .stream()
                        .filter(type -> type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.isAssignableTo(Layer.class)
                                || type.tryGetMethod("apply", Tensor.class, Tensor.class, Context.class)
                                        .isPresent())
                        .map(JavaClass::getSimpleName)
                        .sorted()
                        .toList();
        Set<String> covered =
                cases().map(given -> given.layer().getClass().getSimpleName()).collect(Collectors.toSet());
        assertThat(layers).hasSizeGreaterThan(40);
        assertThat(covered).containsExactlyInAnyOrderElementsOf(layers);
    }
}
