package org.chainrule.nn;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of what a user assembles: the trainer on top; layers, optimizers and data know only tensors. */
class ArchitectureTest {
    private static final String ROOT = "org.chainrule";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    ROOT + ".arguments",
                    ROOT + ".data",
                    ROOT + ".io",
                    ROOT + ".nn",
                    ROOT + ".optim",
                    ROOT + ".regularization",
                    ROOT + ".train");

    /** For each package the ones that it may use. Of the engine only the API is seen. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(ROOT + ".arguments", Set.of()),
            Map.entry(ROOT + ".data", Set.of(ROOT, ROOT + ".graph")),
            Map.entry(ROOT + ".data.image", Set.of(ROOT, ROOT + ".arguments", ROOT + ".data", ROOT + ".graph")),
            Map.entry(ROOT + ".data.table", Set.of(ROOT, ROOT + ".arguments", ROOT + ".data", ROOT + ".graph")),
            Map.entry(ROOT + ".data.text", Set.of(ROOT, ROOT + ".arguments", ROOT + ".data", ROOT + ".graph")),
            Map.entry(ROOT + ".io", Set.of(ROOT, ROOT + ".data", ROOT + ".graph")),
            Map.entry(ROOT + ".nn", Set.of(ROOT, ROOT + ".graph", ROOT + ".arguments")),
            Map.entry(
                    ROOT + ".nn.language",
                    Set.of(
                            ROOT,
                            ROOT + ".graph",
                            ROOT + ".threads",
                            ROOT + ".arguments",
                            ROOT + ".nn",
                            ROOT + ".nn.layer")),
            Map.entry(ROOT + ".nn.layer", Set.of(ROOT, ROOT + ".graph", ROOT + ".arguments", ROOT + ".nn")),
            Map.entry(ROOT + ".nn.loss", Set.of(ROOT, ROOT + ".graph", ROOT + ".arguments", ROOT + ".nn")),
            Map.entry(ROOT + ".nn.metric", Set.of(ROOT, ROOT + ".graph", ROOT + ".arguments")),
            Map.entry(ROOT + ".optim", Set.of(ROOT, ROOT + ".graph", ROOT + ".arguments", ROOT + ".nn")),
            Map.entry(ROOT + ".optim.schedule", Set.of(ROOT + ".optim", ROOT + ".arguments")),
            Map.entry(ROOT + ".regularization", Set.of(ROOT, ROOT + ".graph", ROOT + ".arguments", ROOT + ".optim")),
            Map.entry(
                    ROOT + ".train",
                    Set.of(
                            ROOT,
                            ROOT + ".arguments",
                            ROOT + ".graph",
                            ROOT + ".threads",
                            ROOT + ".data",
                            ROOT + ".io",
                            ROOT + ".nn",
                            ROOT + ".optim",
                            ROOT + ".optim.schedule",
                            ROOT + ".regularization")));

    static List<String> packages() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatStandsBelow(String name) {
        String[] allowed =
                Stream.concat(Stream.of(name), ARROWS.get(name).stream()).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(resideInAPackage("org.chainrule..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> names = new TreeSet<>();
        CLASSES.forEach(type -> names.add(type.getPackageName()));
        assertThat(names).containsExactlyElementsOf(packages());
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noStaticFieldIsReassigned() {
        noFields().that().areStatic().should().notBeFinal().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES).allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }
}
