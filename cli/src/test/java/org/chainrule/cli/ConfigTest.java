package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.cli.console.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    @TempDir
    Path home;

    @Test
    void aFileSaysWhatTheCommandLineWould() throws IOException {
        String yaml = """
                # half the usual
                train: data.csv
                target: price
                ignore: [id, name]
                hidden: [128, 64]
                epochs: 12
                rate: 1e-3
                balance: true
                tensorboard: false
                """;
        String json = """
                {
                \t"train": "data.csv", "target": "price", "ignore": ["id", "name"], "hidden": "128,64",
                \t"epochs": 12, "rate": 1e-3, "balance": true, "tensorboard": false
                }
                """;
        for (String text : List.of(yaml, json)) {
            assertThat(arguments(text, "train", "--config", "FILE"))
                    .containsExactly(
                            "train",
                            "data.csv",
                            "--target=price",
                            "--ignore=id,name",
                            "--hidden=128,64",
                            "--epochs=12",
                            "--rate=1e-3",
                            "--balance");
        }
        assertThat(arguments("train: mnist\nhidden: []\ndropout: 0.3", "train", "--config=FILE"))
                .containsExactly("train", "mnist", "--hidden=none", "--dropout=0.3");
        assertThat(arguments("", "train", "mnist", "--config=FILE")).containsExactly("train", "mnist");
    }

    @Test
    void theCommandLineWins() throws IOException {
        String text = "train: mnist\nepochs: 12\nseed: 4\ntensorboard: true";
        assertThat(arguments(text, "train", "--config", "FILE", "--epochs", "3"))
                .containsExactly("train", "mnist", "--seed=4", "--tensorboard", "--epochs", "3");
        assertThat(arguments(text, "train", "mnist", "--seed=5", "--config", "FILE"))
                .containsExactly("train", "mnist", "--epochs=12", "--tensorboard", "--seed=5");
        assertThat(arguments(text, "train", "other.csv", "--config", "FILE"))
                .containsExactly("train", "--epochs=12", "--seed=4", "--tensorboard", "other.csv");
    }

    @Test
    void theArgumentsOfAnotherRunAreTakenButForItsFolder() throws IOException {
        String text = """
                {
                  "data": "MNIST",
                  "hidden": [],
                  "arguments": ["train", "mnist", "--epochs", "3", "--hidden=8,4", "--out", "x", "--tensorboard"],
                  "result": {"part": "test"}
                }
                """;
        assertThat(arguments(text, "train", "--config=FILE", "--hidden=16"))
                .containsExactly("train", "mnist", "--epochs=3", "--tensorboard", "--hidden=16");
        assertThat(arguments("{\"arguments\": [\"train\", \"a.csv\", \"--target=y\"]}", "train", "--config=FILE"))
                .containsExactly("train", "a.csv", "--target=y");
    }

    @Test
    void otherCommandsAndBrokenArgumentsAreLeftAsTheyAre() throws IOException {
        assertThat(arguments("a: 1", "check", "--config", "FILE")).hasSize(3);
        assertThat(arguments("a: 1", "train", "mnist", "--nonsense", "--config=FILE"))
                .containsExactly("train", "mnist", "--nonsense");
    }

    @Test
    void mistakesAreToldWithLineAndColumn() throws IOException {
        told("train: mnist\nepoch: 3", "line 2, column 1: unknown option '--epoch", "did you mean --epochs?");
        told("train: mnist\ntarget: y", "line 2, column 1: unknown option '--target");
        told(
                "train: mnist\n\nepochs:  many",
                "line 3, column 10: invalid value for option '--epochs'",
                "'many' is not a");
        told("train: mnist\nepochs: [1, 2]", "line 2, column 9: invalid value for option '--epochs'");
        told("train: mnist\nhidden: [8, -1]", "line 2, column 9: invalid value for option '--hidden'");
        told("train: mnist\noptimizer: {name: adam}", "line 2, column 12: a single value is wanted");
        told("train: mnist\nepochs:", "line 2, column 8: there is no value");
        told("train: mnist\ntensorboard: 3", "line 2, column 14: tensorboard is true or false");
        told("train: mnist\nresume: true", "line 2, column 1: --resume is for the command line alone");
        told("train: mnist\nseed: 1\nseed: 2", "line 3, column 1: 'seed' stands there twice");
        told("- train", "line 1, column 1: holds no options by name");
        told("{\"train\": \"mnist\",\n \"epochs\": ", "line 2, column", "is neither YAML nor JSON");
        told("train: mnist\n\tepochs: 3", "line 2, column 1: is neither YAML nor JSON");
        told("{\"arguments\": [\"train\", \"mnist\", \"--no\"]}", "line 1, column 15: unknown option '--no'");
        Ran ran = Ran.of("train", "--config", home.resolve("none.yaml").toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors()).contains("none.yaml: cannot be read: there is no such file");
        assertThat(Ran.of("train", "--config").errors()).contains("missing required parameter for option '--config'");
    }

    @Test
    void aRunOfAFileIsRepeatedByItsOwnConfiguration() throws IOException {
        Path digits = TinyDigits.write(home.resolve("digits"), 60, 20);
        Path first = home.resolve("first");
        Path second = home.resolve("second");
        Path file = file("train: mnist\nepochs: 2\nbatch: 16\nhidden: 8\ndata: '" + digits + "'");
        Ran ran = Ran.of("train", "--config=" + file, "--out=" + first);
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        // so that it could go on without the file
        assertThat(first.resolve("config.json")).content().contains("\"train\", \"mnist\", \"--epochs=2\", ");
        Ran again = Ran.of("train", "--config=" + first.resolve("config.json"), "--out=" + second);
        assertThat(again.errors()).isEmpty();
        assertThat(second.resolve("model.safetensors"))
                .hasBinaryContent(Files.readAllBytes(first.resolve("model.safetensors")));
    }

    private void told(String text, String... what) throws IOException {
        Path file = file(text);
        Ran ran = Ran.of("train", "--config", file.toString());
        assertThat(ran.code()).as(text).isEqualTo(2);
        assertThat(ran.errors().lines())
                .singleElement()
                .asString()
                .startsWith("chainrule train: " + file + ": ")
                .contains(what);
    }

    private List<String> arguments(String text, String... given) throws IOException {
        Path file = file(text);
        List<String> arguments = new ArrayList<>();
        for (String argument : given) {
            arguments.add(argument.replace("FILE", file.toString()));
        }
        return List.of(
                ConfiguredArguments.of(() -> Main.commands(Terminal.ofSystem()), arguments.toArray(String[]::new)));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("run.yaml"), text);
    }
}
