package org.chainrule.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static Chart chart() {
        return new Chart(
                "a & b",
                Scale.linear("step"),
                Scale.logarithmic("loss"),
                List.of(
                        Curve.line("first", List.of(0.0, 1.0, 2.0), List.of(1.0, Double.NaN, 0.1)),
                        new Curve("momentum", List.of(0.0, 2.0), List.of(0.5, 0.9), Curve.Kind.RIGHT),
                        new Curve("best", List.of(2.0), List.of(0.1), Curve.Kind.POINTS),
                        Curve.line("empty", List.of(), List.of())));
    }

    @Test
    void aPngIsAPictureWithMoreThanItsGround() throws IOException {
        Path file = folder.resolve("new/folder/chart.PNG");
        ChartFile.of(file).orElseThrow().write(chart(), file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(900);
        int coloured = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                coloured += (image.getRGB(x, y) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
            }
        }
        assertThat(coloured).isGreaterThan(100);
    }

    @Test
    void aCurveOfOnePointIsSeen() throws IOException {
        Path file = folder.resolve("point.png");
        Curve point = Curve.line("point", List.of(1.0), List.of(0.5));
        Chart chart = new Chart("", Scale.linear("epoch"), Scale.linear("loss"), List.of(point));
        ChartFile.of(file).orElseThrow().write(chart, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getRGB(0, 0, 900, 420, null, 0, 900)).contains(0xFF0072B2);
    }

    @Test
    void labelsOfManyPlacesDoNotRunTogether() throws IOException {
        Path file = folder.resolve("steps.png");
        List<Double> steps = IntStream.range(0, 1000).mapToObj(Double::valueOf).toList();
        Chart chart =
                new Chart("", Scale.linear("step"), Scale.linear("rate"), List.of(Curve.line("rate", steps, steps)));
        ChartFile.of(file).orElseThrow().write(chart, file);
        BufferedImage image = ImageIO.read(file.toFile());
        int lines = 0;
        for (int x = 100; x < image.getWidth(); x++) {
            int[] column = image.getRGB(x, 60, 1, 300, null, 0, 1);
            lines += IntStream.of(column).filter(colour -> colour != 0xFFFFFFFF).count() > 60 ? 1 : 0;
        }
        assertThat(lines).isBetween(4, 25);
    }

    @Test
    void anSvgIsWellFormed() throws Exception {
        Path file = folder.resolve("chart.svg");
        ChartFile.of(file).orElseThrow().write(chart(), file);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder()
                        .parse(file.toFile())
                        .getElementsByTagName("path")
                        .getLength())
                .isGreaterThan(5);
        assertThat(Files.readString(file)).doesNotContainPattern("\\d\\.\\d{3}");
    }

    @Test
    void otherEndingsAreNoPictures() {
        assertThat(ChartFile.of(Path.of("chart.pdf"))).isEmpty();
        assertThat(ChartFile.of(Path.of("svg"))).isEmpty();
    }
}
