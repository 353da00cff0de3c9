package org.chainrule;

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
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of docs/architecture.md: one direction, top to bottom. */
class ArchitectureTest {
    private static final String ROOT = "org.chainrule";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** For each package the ones that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "graph", Set.of(),
            "autodiff", Set.of("graph"),
            "interpret", Set.of("graph"),
            "kernel", Set.of("graph"),
            "simd", Set.of("graph"),
            "runtime", Set.of("graph", "kernel", "simd"),
            "codegen", Set.of("graph", "kernel", "runtime", "simd"),
            "compile", Set.of("graph", "interpret", "kernel", "codegen", "runtime", "simd"));

    static List<String> packages() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatStandsBelow(String name) {
        Set<String> forbidden = new TreeSet<>(ARROWS.keySet());
        forbidden.removeAll(ARROWS.getOrDefault(name, Set.of()));
        forbidden.remove(name);
        forbidden.add("check");
        String[] packages = forbidden.stream().map(other -> ROOT + "." + other).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void theApiDoesNotKnowTheChecks() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".check")
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyCodegenWritesBytecode() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".codegen")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.classfile..")
                .check(CLASSES);
    }

    @Test
    void onlySimdIsWrittenOverTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".simd")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void nothingButTheJdkIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "jdk.incubator.vector..", "org.chainrule..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void noStaticFieldIsReassigned() {
        noFields().that().areStatic().should().notBeFinal().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        CLASSES.forEach(type -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        });
        assertThat(unmarked).isEmpty();
    }
}
