package org.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs, small, and learns something. What the whole ones come to stands in docs/results.md. */
class ExamplesTest {
    private static final PrintStream USUAL = System.out;

    @Test
    void convolutionsLearnDigits() {
        Printed printed = Printed.of("lenet --images 512 --batch 32 --epochs 1");
        assertThat(printed.numbers("test accuracy ([0-9.]+), loss"))
                .singleElement()
                .satisfies(accuracy -> assertThat(accuracy).isBetween(0.3, 0.999));
    }

    @Test
    void tablesAreLearntByALinearModelAndANetwork() {
        Printed printed = Printed.of("tables --tables 1 --repeats 1 --hidden 4");
        assertThat(printed.text()).startsWith("wages.csv: R² of the linear model ");
        assertThat(printed.numbers("model (-?[0-9.]+), of"))
                .singleElement()
                .satisfies(score -> assertThat(score).isCloseTo(0.2808, Offset.offset(0.005)));
        assertThat(printed.numbers("network (-?[0-9.]+)"))
                .singleElement()
                .satisfies(score -> assertThat(score).isBetween(0.1, 0.5));
    }

    @Test
    void aTransformerAndAnLstmLearnCharactersAndWrite() {
        for (String model : List.of("transformer", "lstm")) {
            Printed printed = Printed.of("characters --model " + model
                    + " --steps 10 --batch 8 --length 32 --width 16 --blocks 1 --rate 0.01 --write 40");
            List<Double> losses = printed.numbers("training loss ([0-9.]+)");
            assertThat(losses).hasSize(10);
            assertThat(losses.getLast()).isLessThan(losses.getFirst()).isLessThan(Math.log(83));
            assertThat(printed.numbers("validation loss ([0-9.]+) nats").getLast())
                    .isBetween(1.5, Math.log(83));
            assertThat(printed.text().substring(printed.text().lastIndexOf("nats a character")))
                    .hasSizeGreaterThan(32 + 40);
        }
    }

    @Test
    void anAutoencoderLearnsAndDrawsThreePictures(@TempDir Path folder) throws IOException {
        Printed printed = Printed.of("autoencoder --images 640 --epochs 2 --out " + folder);
        List<Double> losses = printed.numbers("training loss ([0-9.]+) nats");
        assertThat(losses).hasSize(2).isSortedAccordingTo(Comparator.reverseOrder());
        for (String name : List.of("reconstructions.png", "samples.png", "walk.png")) {
            assertThat(ImageIO.read(folder.resolve(name).toFile()).getWidth()).isEqualTo(10 * 30 - 2);
        }
    }

    @Test
    void wordsAreToldFromTheirNeighbours() {
        Printed printed = Printed.of("words --words 20000 --epochs 2 --width 16");
        assertThat(printed.numbers("training loss ([0-9.]+)"))
                .hasSize(2)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .allMatch(loss -> loss < 6 * Math.log(2));
        assertThat(printed.text()).containsPattern("whale: [a-z]+(, [a-z]+){7}\n");
    }

    @Test
    void aNetworkComesNearerToTheSolutionOfBurgersEquation() {
        Printed printed = Printed.of("burgers --steps 5 --points 100 --width 8");
        assertThat(printed.numbers("loss ([0-9.]+e[-+][0-9]+)")).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(printed.numbers("exact solution ([0-9.]+e[-+][0-9]+)"))
                .singleElement()
                .satisfies(error -> assertThat(error).isLessThan(0.9));
    }

    @Test
    void theExactSolutionOfBurgersEquationIsThatOfTheLiterature() {
        // Basdevant and others, "Spectral and finite difference solutions of the Burgers equation", 1986: the steepest
        // slope at x = 0,
        // of −152.005 at t = 0.5105
        double step = 1e-5;
        assertThat(Burgers.exact(step, 0.5105) / step).isCloseTo(-152.005, Percentage.withPercentage(0.1));
        assertThat(Burgers.exact(0.5, 1e-9)).isCloseTo(-1, Offset.offset(1e-6));
    }

    @Test
    void mistakesAreToldInOneLine() {
        assertThat(Printed.of("lenet --epoch 1"))
                .isEqualTo(new Printed(
                        2, "", "chainrule example lenet: its options are --epochs 8, --batch 128, --images 55000\n"));
        assertThat(Printed.of("lenet --epochs 0").errors())
                .isEqualTo("chainrule example lenet: --epochs is a whole number from 1 on, not 0\n");
        assertThat(Printed.of("words --rate -1").errors())
                .isEqualTo("chainrule example words: --rate is a number above 0, not -1\n");
        assertThat(Printed.of("moon").errors())
                .isEqualTo("chainrule example moon: there is no such example; chainrule example lists them\n");
        assertThat(Printed.of("characters --model parrot").errors())
                .isEqualTo("chainrule example characters: --model is transformer or lstm, not parrot\n");
    }

    @Test
    void allAreListedAndEachListsItsOptions() {
        assertThat(Printed.of("lenet --help"))
                .isEqualTo(new Printed(
                        0, "chainrule example lenet: its options are --epochs 8, --batch 128, --images 55000\n", ""));
        for (Example example : Example.values()) {
            assertThat(Printed.of("").text()).contains("  " + example.title() + " ");
        }
    }

    /** What an example printed. */
    private record Printed(int code, String text, String errors) {
        static Printed of(String line) {
            String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                int code = Main.run(new PrintStream(errors, true, StandardCharsets.UTF_8), arguments);
                return new Printed(
                        code, printed.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(USUAL);
            }
        }

        List<Double> numbers(String pattern) {
            return Pattern.compile(pattern)
                    .matcher(text)
                    .results()
                    .map(match -> Double.valueOf(match.group(1)))
                    .toList();
        }
    }
}
