package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.ValueAndGradient;
import org.chainrule.graph.DType;
import org.chainrule.train.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that is saved, read again and continued gives the bits of one that was never interrupted. */
class ResumeTest {
    @TempDir
    private Path folder;

    static Stream<Optimizer> optimizers() {
        return Optimizers.all();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void tenStepsAndTenMoreAreTwentyToTheBit(Optimizer optimizer) {
        CompiledLoop<Problem.State, Tensor, Tensor> whole = loop(optimizer, start(optimizer));
        run(whole, 0, 20);

        CompiledLoop<Problem.State, Tensor, Tensor> first = loop(optimizer, start(optimizer));
        run(first, 0, 10);
        Path file = folder.resolve("state.safetensors");
        ModelFile.save(first.state(), file);
        CompiledLoop<Problem.State, Tensor, Tensor> second = loop(optimizer, ModelFile.load(start(optimizer), file));
        run(second, 10, 20);

        same(Problem.numbers(second.state()), Problem.numbers(whole.state()));
        assertThat(whole.state().optimizer().step().item()).isEqualTo(20);
    }

    /** At a rate that changes from step to step. */
    private static void run(CompiledLoop<Problem.State, Tensor, Tensor> loop, int from, int to) {
        for (int i = from; i < to; i++) {
            loop.step(Tensor.scalar(0.01 / (1 + i)));
        }
    }

    private static Problem.State start(Optimizer optimizer) {
        return Problem.start(optimizer, DType.FLOAT32);
    }

    private static CompiledLoop<Problem.State, Tensor, Tensor> loop(Optimizer optimizer, Problem.State start) {
        return Problem.loop(optimizer, start);
    }

    @ParameterizedTest
    @EnumSource(Lbfgs.LineSearch.class)
    void soAreStepsOfLbfgs(Lbfgs.LineSearch lineSearch) {
        Lbfgs lbfgs = new Lbfgs(0.5, 3, 100, 0, 0, 7, lineSearch);
        Problem.Model model = Problem.model(DType.FLOAT64);
        var whole = steps(lbfgs, model, lbfgs.initial(model), 4);

        var first = steps(lbfgs, model, lbfgs.initial(model), 2);
        Path saved = folder.resolve("model.safetensors");
        Path state = folder.resolve("state.safetensors");
        ModelFile.save(first.model(), saved);
        ModelFile.save(first.state(), state);
        var second = steps(lbfgs, ModelFile.load(model, saved), LbfgsState.of(ModelFile.read(state)), 2);

        same(Problem.numbers(second.model()), Problem.numbers(whole.model()));
        same(Problem.numbers(second.state()), Problem.numbers(whole.state()));
        assertThat(whole.state().iterations().item()).isEqualTo(12);
        assertThat(whole.state().moves()).hasSize(7);
    }

    private static Lbfgs.Stepped<Problem.Model> steps(Lbfgs lbfgs, Problem.Model model, LbfgsState state, int steps) {
        Function<Problem.Model, ValueAndGradient<Problem.Model>> function =
                Compiled.of(m -> ValueAndGradient.of(m, Problem::loss));
        Lbfgs.Stepped<Problem.Model> last = lbfgs.step(model, state, function);
        for (int i = 1; i < steps; i++) {
            last = lbfgs.step(last.model(), last.state(), function);
        }
        return last;
    }

    private static void same(List<double[]> one, List<double[]> other) {
        assertThat(one).hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i)).containsExactly(other.get(i));
        }
    }

    /** Another optimizer must be added to those that are resumed here. */
    @Test
    void everyOptimizerIsAmongThem() {
        Set<String> all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.chainrule").stream()
                        .filter(type -> type.isAssignableTo(Optimizer.class)
                                && !type.isInterface()
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(Optimizers.all()
                        .flatMap(ResumeTest::parts)
                        .map(optimizer -> optimizer.getClass().getSimpleName()))
                .containsAll(all);
    }

    private static Stream<Optimizer> parts(Optimizer optimizer) {
        return optimizer instanceof Groups groups ? Stream.of(groups, groups.others()) : Stream.of(optimizer);
    }
}
