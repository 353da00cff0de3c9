package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTextTest {
    private static final Pattern RESULT = Pattern.compile(
            "test loss (\\d\\.\\d{4}) nats a character \\(perplexity (\\d+\\.\\d\\d); baseline (\\d\\.\\d{4})\\)");

    @TempDir
    private static Path home;

    private static Path fables;
    private static Path learnt;
    private static Ran trained;

    @BeforeAll
    static void learn() throws IOException {
        fables = Fables.write(home.resolve("fables.txt"), 600);
        learnt = home.resolve("learnt");
        trained = train(fables, learnt, "--epochs", "3");
    }

    @Test
    void aTransformerLearnsALanguageAndTheRunFolderIsFilled() throws IOException {
        assertThat(trained.errors()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.out())
                .contains(
                        "data: fables.txt, 30 different characters", "characters: 15,", "1 block of width 16, 2 heads")
                .contains("gradient check: ", "passed")
                .doesNotContain(" acc ");
        MatchResult result = result(trained);
        double loss = Double.parseDouble(result.group(1));
        // three choices a sentence of some 34 characters
        assertThat(loss).isBetween(Math.log(5 * 4 * 4) / 34, 0.6);
        assertThat(Double.parseDouble(result.group(2))).isBetween(Math.exp(loss) - 0.01, Math.exp(loss) + 0.01);
        assertThat(Double.parseDouble(result.group(3))).isBetween(0.1, 0.4);
        try (Stream<Path> files = Files.list(learnt)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "alphabet.json",
                            "config.json",
                            "lens.jsonl",
                            "metrics.csv",
                            "model.safetensors",
                            "report.html");
        }
        assertThat(learnt.resolve("config.json"))
                .content()
                .contains("\"model\": \"transformer\"", "\"perplexity\": 1.", "\"baseline: a 4-gram model\": 1.");
        assertThat(learnt.resolve("metrics.csv")).content().doesNotContain("accuracy");
        assertThat(learnt.resolve("report.html"))
                .content()
                .contains(
                        "fables.txt, transformer", "Writing", "class=\"sample\"", "bits a character", "a 1-gram model");
    }

    @Test
    void anLstmLearnsTheBookThatComesWithTheProject() throws IOException {
        String book = Files.readString(Path.of("../data/text/moby-dick.txt")).substring(0, 20_000);
        Path beginning = Files.writeString(home.resolve("beginning.txt"), book);
        Path out = home.resolve("lstm");
        Ran ran = Ran.of("train", beginning.toString(), "--model=lstm", "--width=64", "--epochs=4", "--out=" + out);
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.out()).contains("model: lstm, 1 layer of width 64");
        double loss = Double.parseDouble(result(ran).group(1));
        String config = Files.readString(out.resolve("config.json"));
        MatchResult single = Pattern.compile("1-gram model\": ([0-9.]+)")
                .matcher(config)
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(loss).isLessThan(Math.log(Double.parseDouble(single.group(1))) - 0.5);
        assertThat(Ran.of("sample", out.toString(), "--length=100").out())
                .hasSize(100 + System.lineSeparator().length());
    }

    @Test
    void whatIsWrittenIsOfTheLanguageAndFollowsFromTheSeed() {
        Ran ran = sample("--prompt", "The fox ", "--length", "300", "--temperature", "0.3");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.out()).startsWith("The fox ").contains(".\n").containsAnyOf("grapes", "wolf", "café", "🐋");
        assertThat(ran.out().codePoints().count())
                .isEqualTo(8 + 300 + System.lineSeparator().length());
        assertThat(sample("--seed=1", "--threads=1")).isEqualTo(sample("--seed=1", "--threads=2"));
        assertThat(sample("--seed=1").out()).isNotEqualTo(sample("--seed=2").out());
        assertThat(sample("--temperature=0").out())
                .isEqualTo(sample("--top-k=1", "--seed=5").out())
                .isEqualTo(sample("--top-p=1e-6", "--seed=6").out());
    }

    @Test
    void charactersThatTheModelHasNotSeenAreTold() throws IOException {
        refused(sample("--prompt", "The Käfer"), "the prompt: 'K' (U+004B) was nowhere in the text", "--allow-unknown");
        assertThat(sample("--prompt", "The KÄfox", "--allow-unknown").out()).startsWith("The fox");
        Path other = Files.writeString(home.resolve("other.txt"), "The fox\nsees a zebra; the end.\n");
        refused(Ran.of("evaluate", learnt.toString(), other.toString()), other + ": line 2: 'z' (U+007A) was nowhere");
        Ran ran = Ran.of("evaluate", learnt.toString(), other.toString(), "--allow-unknown");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.out())
                .matches("28 characters, loss \\d\\.\\d{4} nats a character\\Rperplexity \\d+\\.\\d{4}\\R");
        Files.writeString(other, "ö");
        refused(
                Ran.of("evaluate", learnt.toString(), other.toString(), "--allow-unknown"),
                other + ": has no character");
    }

    @Test
    void aModelKnowsItsOwnLanguageBest() throws IOException {
        Path more = Fables.write(home.resolve("more.txt"), 200);
        Path shuffled =
                Files.writeString(home.resolve("backwards.txt"), new StringBuilder(Files.readString(more)).reverse());
        assertThat(perplexity(more)).isLessThan(2).isLessThan(perplexity(shuffled));
    }

    private static double perplexity(Path text) {
        Ran ran = Ran.of("evaluate", learnt.toString(), text.toString());
        assertThat(ran.errors()).isEmpty();
        return Double.parseDouble(ran.out().strip().replaceFirst("(?s).*perplexity ", ""));
    }

    @Test
    void infoTellsOfTheModel() {
        assertThat(Ran.of("info", learnt.toString()).out())
                .contains("model: transformer, 1 block of width 16, 2 heads, ", "blocks.0.attention.query.weight")
                .contains("characters: ⏎ .AST", "perplexity: 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "transformer"})
    void theSameSeedGivesTheSameModelWithOneAndTwoThreads(String model) throws IOException {
        Path one = home.resolve("one-" + model);
        Path two = home.resolve("two-" + model);
        for (Path out : List.of(one, two)) {
            String threads = out.equals(one) ? "1" : "2";
            train(fables, out, "--model", model, "--epochs", "1", "--dropout", "0.1", "--threads", threads);
        }
        assertThat(two.resolve("model.safetensors"))
                .hasBinaryContent(Files.readAllBytes(one.resolve("model.safetensors")));
    }

    @Test
    void aTextThatCannotBeLearntIsTold() throws IOException {
        Path few = Files.writeString(home.resolve("few.txt"), "too little");
        refused(
                train(few, home.resolve("none")),
                few + ": has 10 characters, and learning 16 at once takes 360",
                "--length");
        Path same = Files.writeString(home.resolve("same.txt"), "a".repeat(500));
        refused(train(same, home.resolve("none")), same + ": every character is the same");
        Path other = Files.write(home.resolve("other.txt"), "one\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        refused(train(other, home.resolve("none")), other + ": is no text in UTF-8: byte 8, in line 2");
        refused(
                train(home.resolve("missing.txt"), home.resolve("none")),
                "missing.txt: cannot be read: there is no such");
        refused(train(fables, home.resolve("none"), "--heads", "3"), "--width 16 is no multiple of 6", "18 is");
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    void aRunThatWasEndedBeforeItSavedAModelSaysHowToGoOn() throws IOException {
        Path ended = Files.createDirectories(home.resolve("ended"));
        Files.copy(learnt.resolve("alphabet.json"), ended.resolve("alphabet.json"));
        String configuration = Files.readString(learnt.resolve("config.json"));
        Files.writeString(ended.resolve("config.json"), configuration.replaceFirst("\"result\"", "\"before\""));
        String way =
                "has no model yet, as its training was ended before it saved one; go on with chainrule train --resume --out "
                        + ended;
        refused(Ran.of("sample", ended.toString()), way);
        refused(Ran.of("info", ended.toString()), way);
        refused(Ran.of("evaluate", ended.toString(), fables.toString()), way);
        Files.delete(ended.resolve("alphabet.json"));
        refused(Ran.of("sample", ended.toString()), way);
        refused(Ran.of("predict", ended.toString(), fables.toString()), way);
    }

    @Test
    void aRunIsUsedForWhatItIs() throws IOException {
        refused(
                Ran.of("predict", learnt.toString(), fables.toString()),
                "holds a model of a text; sample writes with it");
        Path table = home.resolve("table");
        Ran.of("train", "../data/tabular/iris.csv", "--target=species", "--epochs=1", "--out=" + table);
        refused(Ran.of("sample", table.toString()), "holds no model of a text");
        Path damaged = home.resolve("damaged");
        train(fables, damaged, "--epochs", "1");
        Path config = damaged.resolve("config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"layers\": 1", "\"layers\": 2"));
        refused(
                Ran.of("sample", damaged.toString()),
                "model.safetensors: is no transformer of 2 layers for the 30 characters of alphabet.json");
        Files.writeString(config, text.replace("\"width\": 16", "\"width\": -2"));
        refused(Ran.of("sample", damaged.toString()), "config.json: is damaged: width is -2");
        Files.writeString(config, text.replaceFirst("\"heads\": \\d+", "\"heads\": 7"));
        refused(Ran.of("sample", damaged.toString()), "config.json: is damaged: --width 16 is no multiple of 14");
        Files.writeString(damaged.resolve("alphabet.json"), "{}");
        refused(Ran.of("info", damaged.toString()), "alphabet.json: is damaged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    train book.txt --hidden 5             | --hidden: for tables alone
                    train book.csv --model lstm --task regression | --task: for tables alone
                    train book.txt --target y --model lstm | --model: for texts alone
                    train data.csv --target y --width 5   | --width: for texts alone
                    train book                            | unknown command 'book'
                    train pictures/                       | pictures: cannot be read: there is no such folder
                    train my/pictures                     | my/pictures: cannot be read: there is no such folder
                    train pom.xml                         | if pom.xml is a text, --model transformer
                    train book.txt --model gru            | '--model': 'gru' is none of transformer, lstm
                    train book.txt --dropout 1            | '--dropout': '1' is not from 0 to less than 1
                    sample none                           | none is no run folder
                    sample none --temperature -1          | '--temperature': '-1' is below 0
                    sample none --top-k 0                 | '--top-k': '0' is below 1
                    sample none --top-p 0                 | '--top-p': '0' is not above 0 and at most 1
                    sample none --top-p 1.5               | '--top-p': '1.5' is not above 0 and at most 1
                    """)
    void whatIsAskedForMustFit(String arguments, String told) {
        refused(Ran.of(arguments.split(" ")), told);
    }

    private static void refused(Ran ran, String... told) {
        assertThat(ran.code()).as(ran.out()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(told);
    }

    private static Ran train(Path text, Path out, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("train", text.toString(), "--width", "16", "--layers", "1", "--length", "16"));
        if (!List.of(options).contains("--heads")) {
            arguments.addAll(List.of("--heads", "2"));
        }
        arguments.addAll(List.of("--out", out.toString()));
        arguments.addAll(List.of(options));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private static Ran sample(String... options) {
        return Ran.of(Stream.concat(Stream.of("sample", learnt.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static MatchResult result(Ran ran) {
        return RESULT.matcher(ran.out()).results().findFirst().orElseThrow(() -> new AssertionError(ran.out()));
    }
}
