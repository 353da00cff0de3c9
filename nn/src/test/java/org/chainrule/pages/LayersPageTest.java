package org.chainrule.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The page on layers, losses and metrics: its Java is compiled and run, and it names all that there are. */
@Isolated
class LayersPageTest {
    private static final Path PAGE = Path.of("..", "docs", "layers.md");

    @Test
    void everySnippetPrintsWhatThePageSays(@TempDir Path folder) throws Exception {
        Program.assertPrints(PAGE, 9, folder);
    }

    @Test
    void everyLayerLossAndMetricIsNamed() throws Exception {
        String page = Files.readString(PAGE);
        List<String> names = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.chainrule.nn")
                        .stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .filter(type -> type.getPackageName().matches(".*\\.(layer|loss|metric)")
                                || type.isAssignableTo(Layer.class)
                                || type.isAssignableTo(Loss.class))
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .toList();
        assertThat(names).hasSizeGreaterThan(60);
        assertThat(names.stream().filter(name -> !page.contains("`" + name + "`")))
                .isEmpty();
    }
}
