package org.chainrule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
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

/** The arrows of docs/architecture.md: one direction, top to bottom. */
class ArchitectureTest {
    private static final String ROOT = "org.chainrule";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** For each package the ones that it may use; the user's API stands in the root. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("numeric", Set.of()),
            entry("graph", Set.of("numeric")),
            entry("autodiff", Set.of("graph")),
            entry("interpret", Set.of("graph")),
            entry("kernel", Set.of("graph")),
            entry("plan", Set.of("graph")),
            entry("simd", Set.of("graph")),
            entry("threads", Set.of()),
            entry("memory", Set.of("graph")),
            entry("warmup", Set.of()),
            entry("matmul", Set.of("graph", "memory", "simd", "threads", "warmup")),
            entry("runtime", Set.of("graph", "kernel", "matmul", "memory", "plan", "simd", "threads", "warmup")),
            entry("codegen", Set.of("graph", "kernel", "matmul", "memory", "simd", "warmup")),
            entry(
                    "compile",
                    Set.of(
                            "graph",
                            "interpret",
                            "kernel",
                            "plan",
                            "codegen",
                            "matmul",
                            "memory",
                            "runtime",
                            "simd",
                            "warmup")),
            entry("", Set.of("graph", "autodiff", "interpret", "plan", "compile", "runtime", "threads")),
            entry("check", Set.of("graph", "autodiff", "interpret", "")));

    static List<String> packages() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    private static String full(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    @ParameterizedTest(name = "org.chainrule {0}")
    @MethodSource("packages")
    void usesOnlyWhatStandsBelow(String name) {
        String[] allowed = Stream.concat(Stream.of(name), ARROWS.get(name).stream())
                .map(ArchitectureTest::full)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(full(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> names = new TreeSet<>();
        CLASSES.forEach(type -> names.add(type.getPackageName()));
        assertThat(names)
                .isEqualTo(packages().stream().map(ArchitectureTest::full).collect(toCollection(TreeSet::new)));
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
                .resideOutsideOfPackages(
                        "java..", "jdk.incubator.vector..", "jdk.jfr..", "org.chainrule..", "org.jspecify..")
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
