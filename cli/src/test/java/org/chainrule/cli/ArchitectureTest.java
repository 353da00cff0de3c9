package org.chainrule.cli;

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

/** The arrows of the command line: commands on top; a run is known to its report, and neither knows the commands. */
class ArchitectureTest {
    private static final String ROOT = "org.chainrule.cli";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final String ENGINE = "org.chainrule";

    /** For each package the ones that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            ROOT + ".console",
            Set.of(ENGINE + ".data"),
            ROOT + ".run",
            Set.of(
                    ROOT + ".console",
                    ENGINE,
                    ENGINE + ".data",
                    ENGINE + ".io",
                    ENGINE + ".lens.series",
                    ENGINE + ".nn.metric",
                    ENGINE + ".train"),
            ROOT + ".report",
            Set.of(ROOT + ".run", ENGINE + ".lens.live", ENGINE + ".nn.metric", ENGINE + ".train"),
            ROOT + ".chart",
            Set.of(),
            ROOT,
            Set.of(
                    ROOT + ".chart",
                    ROOT + ".console",
                    ROOT + ".run",
                    ROOT + ".report",
                    ENGINE,
                    ENGINE + ".graph",
                    ENGINE + ".threads",
                    ENGINE + ".check",
                    ENGINE + ".data",
                    ENGINE + ".data.image",
                    ENGINE + ".data.table",
                    ENGINE + ".data.text",
                    ENGINE + ".lens",
                    ENGINE + ".lens.health",
                    ENGINE + ".lens.series",
                    ENGINE + ".lens.watch",
                    ENGINE + ".nn",
                    ENGINE + ".nn.language",
                    ENGINE + ".nn.layer",
                    ENGINE + ".nn.loss",
                    ENGINE + ".nn.metric",
                    ENGINE + ".optim",
                    ENGINE + ".optim.schedule",
                    ENGINE + ".regularization",
                    ENGINE + ".tensorboard",
                    ENGINE + ".train"));

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
