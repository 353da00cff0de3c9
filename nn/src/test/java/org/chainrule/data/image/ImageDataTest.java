package org.chainrule.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.data.DataException;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDataTest {
    @TempDir
    Path home;

    private static final ImageRequest SKIPPING = new ImageRequest(Optional.empty(), Optional.empty(), true, 1);

    @Test
    void eachImageStandsInOnePartAndEachPartHasEachClass() {
        paint("cat", 20, 50);
        paint("dog", 10, 200);
        ImageData data = ImageData.read(home, ImageRequest.USUAL);
        assertThat(data.preparation().classes()).containsExactly("cat", "dog");
        assertThat(data.training().size()).isEqualTo(13 + 6);
        assertThat(data.validation().size()).isEqualTo(3 + 2);
        assertThat(data.test().size()).isEqualTo(4 + 2);
        assertThat(files(data)).hasSize(30).doesNotHaveDuplicates();
        Stream.of(data.training(), data.validation(), data.test()).forEach(part -> {
            assertThat(labels(part)).contains(0, 1);
            for (int i = 0; i < part.size(); i++) {
                assertThat(part.file(i).getParent().getFileName()).hasToString(part.label(i) == 0 ? "cat" : "dog");
            }
        });
        assertThat(files(ImageData.read(home, ImageRequest.USUAL))).isEqualTo(files(data));
        ImageRequest other = new ImageRequest(Optional.empty(), Optional.empty(), false, 2);
        assertThat(files(ImageData.read(home, other))).isNotEqualTo(files(data)).hasSameElementsAs(files(data));
        assertThat(data.remarks()).isEmpty();
    }

    @Test
    void valuesAreFromZeroToOneAndPreparedOnesStandardised() {
        paint("cat", 10, 51);
        paint("dog", 10, 204);
        ImageData data = ImageData.read(home, ImageRequest.USUAL);
        assertThat(data.training().batch(0).inputs().shape()).isEqualTo(Shape.of(1, 1, 12, 12));
        assertThat(data.preparation().mean().getFirst()).isCloseTo(0.5, within(1e-9));
        assertThat(data.preparation().deviation().getFirst()).isCloseTo(0.3, within(1e-9));
        int cat = data.training().label(0);
        assertThat(data.training().batch(0).inputs().toFloats()).containsOnly(cat == 0 ? 0.2f : 0.8f);
        for (float value : data.prepared(data.training()).batch(0).inputs().toFloats()) {
            assertThat(value).isCloseTo(cat == 0 ? -1f : 1f, within(1e-5f));
        }
        assertThat(data.training().batch(0, 1, 0).targets().toInts())
                .containsExactly(cat, data.training().label(1), cat);
    }

    @Test
    void foldersOfPartsAreTakenAsTheyAre() {
        paint("train/cat", 4, 1);
        paint("train/dog", 4, 2);
        paint("Val/cat", 2, 3);
        paint("test/dog", 3, 4);
        ImageData data = ImageData.read(home, ImageRequest.USUAL);
        assertThat(data.training().size()).isEqualTo(8);
        assertThat(labels(data.validation())).containsExactly(0, 0);
        assertThat(labels(data.test())).containsExactly(1, 1, 1);
    }

    @Test
    void aPartWithoutAFolderIsCutFromTheTrainingImages() {
        paint("train/cat", 10, 1);
        paint("train/dog", 10, 2);
        paint("test/cat", 1, 3);
        ImageData data = ImageData.read(home, ImageRequest.USUAL);
        assertThat(data.training().size()).isEqualTo(16);
        assertThat(data.validation().size()).isEqualTo(4);
        assertThat(data.test().size()).isEqualTo(1);
    }

    @Test
    void classesMayBeNamedAsPartsAre() {
        paint("train", 5, 1);
        paint("car", 5, 2);
        assertThat(ImageData.read(home, ImageRequest.USUAL).preparation().classes())
                .containsExactly("car", "train");
    }

    @Test
    void theOrderOfClassesIsThatOfCharactersAndAccentsAreComposed() {
        paint("Zebra", 4, 1);
        paint("a\u0308ffin", 4, 2); // decomposed, as some systems write it
        paint("ape", 4, 3);
        paint("猫", 4, 4);
        assertThat(ImageData.read(home, ImageRequest.USUAL).preparation().classes())
                .containsExactly("Zebra", "ape", "\u00e4ffin", "猫");
    }

    @Test
    void imagesInFoldersBelowBelongToTheClassAndHiddenOnesToNone() {
        paint("cat/summer", 3, 1);
        paint("cat/.thumbnails", 3, 1);
        paint("dog", 3, 2);
        paint("__MACOSX", 3, 2);
        ImageData data = ImageData.read(home, ImageRequest.USUAL);
        assertThat(files(data)).hasSize(6);
        assertThat(data.preparation().classes()).containsExactly("cat", "dog");
    }

    @Test
    void whatIsLeftOutIsRemarked() throws IOException {
        paint("cat", 4, 1);
        paint("dog", 4, 2);
        Files.createDirectories(home.resolve("empty"));
        Files.writeString(home.resolve("cat/notes.txt"), "text");
        Painted.grey(home.resolve("loose.png"), 4, 1);
        assertThat(ImageData.read(home, ImageRequest.USUAL).remarks())
                .containsExactly(
                        "class empty has no image, and is left out",
                        "no images of a class, and left out: " + Path.of("cat", "notes.txt") + ", loose.png");
    }

    @Test
    void brokenFilesAreToldByNameBeforeAnyWorkOrSkipped() throws IOException {
        paint("cat", 10, 1);
        paint("dog", 10, 2);
        Path broken = Files.writeString(home.resolve("cat/3.png"), "broken");
        Files.writeString(home.resolve("dog/3.png"), "broken");
        refused(broken + ": is no image", "1 more", "skip", "--skip-broken");
        ImageData data = ImageData.read(home, SKIPPING);
        assertThat(files(data)).hasSize(18).doesNotContain(broken);
        assertThat(data.remarks()).singleElement().asString().contains(broken.toString(), "1 more");
    }

    @Test
    void whatCannotBeTrainedOnIsTold() throws IOException {
        assertThatThrownBy(() -> ImageData.read(home.resolve("none"), ImageRequest.USUAL))
                .hasMessageContaining("there is no such folder");
        refused("has images of no class", "cat");
        paint("cat", 4, 1);
        refused("of the class cat alone");
        paint("dog", 1, 2);
        paint("test/pig", 1, 2);
        paint("train/cat", 4, 1);
        paint("train/dog", 4, 1);
        refused("class pig has no image to train on");
    }

    @Test
    void tooFewImagesAreTold() {
        paint("cat", 2, 1);
        paint("dog", 2, 1);
        refused("no image is left to validate");
    }

    @Test
    void sizeAndColoursAreSeenFromTheImagesOrSaid() {
        paint("cat", 5, 1);
        BufferedImage red = Painted.image(BufferedImage.TYPE_INT_RGB, 200, 100, (_, _) -> 0xFF0000);
        IntStream.range(0, 9).forEach(i -> Painted.written(home.resolve("dog/" + i + ".png"), red));
        ImagePreparation seen = ImageData.read(home, ImageRequest.USUAL).preparation();
        assertThat(seen.size()).isEqualTo(64);
        assertThat(seen.channels()).isEqualTo(3);
        assertThat(seen.mean()).hasSize(3);
        ImageRequest said = new ImageRequest(Optional.of(10), Optional.of(1), false, 1);
        assertThat(ImageData.read(home, said).training().batch(0, 1).inputs().shape())
                .isEqualTo(Shape.of(2, 1, 10, 10));
    }

    @Test
    void aPreparationIsReadAsItWasWritten() throws IOException {
        ImagePreparation preparation =
                new ImagePreparation(32, 3, List.of(0.1, 0.2, 1 / 3.0), List.of(0.3, 0.2, 0.1), List.of("ä", "b\""));
        Path file = Files.writeString(home.resolve("images.json"), preparation.toJson());
        assertThat(ImagePreparation.read(file)).isEqualTo(preparation);
        for (String wrong : List.of(
                "{}",
                "{\"size\": 0}",
                preparation.toJson().replace("3,", "2,"),
                preparation.toJson().replace("32", "99999999999"),
                preparation.toJson().replace("b\\\"", "ä"))) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> ImagePreparation.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": is damaged");
        }
    }

    @Test
    void aFolderOfKnownClassesIsLabelledAsTheModelHasThem() {
        paint("dog", 2, 1);
        ImagePreparation preparation =
                new ImagePreparation(8, 1, List.of(0.5), List.of(0.5), List.of("cat", "dog", "pig"));
        ImageFiles files = preparation.in(home);
        assertThat(labels(files)).containsExactly(1, 1);
        paint("ape", 1, 1);
        assertThatThrownBy(() -> preparation.in(home))
                .hasMessageContaining("the folder 'ape' is none of the classes cat, dog, pig");
        assertThat(preparation.of(ImageFiles.below(home)).batch(0, 2).inputs().shape())
                .isEqualTo(Shape.of(2, 1, 8, 8));
    }

    private void refused(String... told) {
        assertThatThrownBy(() -> ImageData.read(home, ImageRequest.USUAL))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(told);
    }

    private void paint(String folder, int count, int value) {
        for (int i = 0; i < count; i++) {
            Painted.grey(home.resolve(folder).resolve(i + ".png"), 12, value);
        }
    }

    private static List<Path> files(ImageData data) {
        List<Path> files = new ArrayList<>();
        for (ImageFiles part : List.of(data.training(), data.validation(), data.test())) {
            IntStream.range(0, part.size()).mapToObj(part::file).forEach(files::add);
        }
        return files;
    }

    private static int[] labels(ImageFiles part) {
        return IntStream.range(0, part.size()).map(part::label).toArray();
    }
}
