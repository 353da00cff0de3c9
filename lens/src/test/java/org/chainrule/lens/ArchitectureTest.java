package org.chainrule.lens;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The lens knows its views and its server; neither knows the other. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.chainrule.lens");

    @Test
    void theServerKnowsNothingOfTensors() {
        classes()
                .that()
                .resideInAPackage("org.chainrule.lens.web")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.chainrule.lens.web", "java..", "com.sun.net.httpserver", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theViewsKnowNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAPackage("org.chainrule.lens.view")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.chainrule.lens", "org.chainrule.lens.web")
                .check(CLASSES);
    }

    /** What is recorded knows nobody; its health is judged by it alone; the page is told of both. */
    @Test
    void whatIsRecordedKnowsNobody() {
        String root = "org.chainrule.lens.";
        for (String name : new String[] {"series", "health"}) {
            noClasses()
                    .that()
                    .resideInAPackage(root + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.chainrule.lens", root + "web", root + "live", root + "watch", root + "view")
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage(root + "watch")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.chainrule.lens", root + "web", root + "live", root + "view")
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.chainrule.lens.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES).allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }
}
