package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.nn.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    trian                               | did you mean train?
                    tran                                | jshell, bench, help); did you mean train?
                    nonsense                            | jshell, bench, help); see chainrule --help
                    train minst                         | is trained on; did you mean mnist?
                    train mnist --activation rleu       | ; did you mean relu?
                    schedule cosin                      | ; did you mean cosine?
                    help tran                           | unknown command 'tran'
                    check --op matmull                  | 'matmull' is in no operation's name; there is matmul,
                    train                               | say what to train on
                    train minst                         | unknown command 'minst'
                    --colour                            | unknown option '--colour'
                    train pom.xml                       | say which column to predict: --target
                    train no.csv --target y             | no.csv: cannot be read: there is no such file
                    train a.csv --target y --ignore y   | 'y' cannot be predicted and ignored at once
                    train a.csv --target y --task rank  | '--task': 'rank' is none of classification, regression
                    train a.csv b.csv --target y        | unexpected argument 'b.csv'
                    predict                             | missing required parameters: 'RUN', 'FILE'
                    predict none a.csv                  | none is no run folder
                    evaluate none a.csv                 | none is no run folder
                    info none                           | none is no run folder
                    predict none a.csv --out /none/x    | cannot write /none/x: no such folder
                    predict none a.csv --out src        | cannot write src: it is a folder
                    info src                            | src is no run folder
                    train none.csv                      | none.csv: cannot be read: there is no such file
                    train mnist --epoch=3               | unknown option '--epoch', did you mean --epochs?
                    train mnist --epoch 3               | did you mean --epochs?
                    train mnist extra                   | unexpected argument 'extra'
                    train mnist --epochs                | missing required parameter for option '--epochs'
                    train mnist --epochs 9999999999     | '--epochs': '9999999999' is above 2147483647
                    train mnist --epochs 0              | '--epochs': '0' is below 1
                    train mnist --epochs many           | '--epochs': 'many' is not a whole number
                    train mnist --batch -5              | '--batch': '-5' is below 1
                    train mnist --rate 0                | '--rate': '0' is not above 0
                    train mnist --rate NaN              | '--rate': 'NaN' is not a number
                    train mnist --l2 -1                 | '--l2': '-1' is below 0
                    train mnist --schedule onecycle     | '--schedule': 'onecycle' is none of constant, step
                    train mnist --warmup 0              | '--warmup': '0' is below 1
                    train mnist --optimizer sdg         | '--optimizer': 'sdg' is none of sgd, momentum
                    train mnist --activation softmax    | '--activation': 'softmax' is none of
                    train mnist --hidden 256,           | '--hidden': '' is not a whole number
                    train mnist --hidden 256,0          | '--hidden': '0' is below 1
                    train mnist --seed abc              | '--seed': 'abc' is not a whole number
                    train mnist --threads 0             | '--threads': '0' is below 1
                    train mnist --threads 1000000       | '--threads': '1000000' is above 1024
                    train mnist --seed 1 --seed 2       | should be specified only once
                    train mnist --data=             | '--data': '' names no file or folder
                    train mnist --out=              | '--out': '' names no file or folder
                    lens --example vgg                  | '--example': 'vgg' is none of mlp, lenet, transformer
                    check --order 3                     | '--order': '3' is neither 1 nor 2
                    check --mode backward               | '--mode': 'backward' is none of reverse, forward, taylor
                    check --dtype float16               | '--dtype': 'float16' is none of float32
                    check --op nonsense                 | nothing to check
                    check --html /no/such/folder/x.html | cannot write /no/such/folder/x.html
                    check --html /                      | cannot write /: it is a folder
                    train mnist --data /no/such/folder  | /no/such/folder
                    """)
    void aWrongArgumentIsToldInOneLine(String arguments, String told) {
        Ran ran = Ran.of(arguments.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(told);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void withoutArgumentsTheCommandsAreNamed() {
        Ran ran = Ran.of();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines())
                .singleElement()
                .asString()
                .contains(
                        "name a command: train, predict, evaluate, info, sample, find-rate, schedule, compare, check, lens, example, jshell, bench, help");
    }

    @Test
    void helpShowsCommandsAndExamples() {
        Ran ran = Ran.of("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("train", "check", "bench", "Examples:", "chainrule train mnist");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Ran.of("help").out()).isEqualTo(Ran.of("--help").out());
        assertThat(Ran.of("help", "train").out())
                .isEqualTo(Ran.of("train", "--help").out());
        assertThat(Ran.of("help", "train").code()).isZero();
        assertThat(Ran.of("help", "train", "mnist").out())
                .isEqualTo(Ran.of("train", "mnist", "--help").out());
        Ran mistyped = Ran.of("help", "trian");
        assertThat(mistyped.code()).isEqualTo(2);
        assertThat(mistyped.errors()).contains("unknown command 'trian'").contains("did you mean train?");
    }

    @Test
    void helpOfACommandShowsItsOptionsAndExamples() {
        Ran ran = Ran.of("train", "mnist", "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("--hidden", "--activation", "Examples:", "default: 128", "Ctrl-C");
        assertThat(Ran.of("train", "--help").out()).contains("mnist", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "train", "train mnist", "predict", "evaluate", "info", "sample", "lens", "check"})
    void helpFitsAnOrdinaryTerminal(String command) {
        Ran ran = Ran.of((command + " --help").strip().split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
        // an example that was wrapped would go on at the left margin
        assertThat(ran.out()
                        .lines()
                        .dropWhile(line -> !line.equals("Examples:"))
                        .skip(1))
                .filteredOn(line -> !line.isBlank())
                .allMatch(line -> line.startsWith("  ") || line.matches("(Ctrl-C|Exit|2 a mistake).*"));
    }

    @Test
    void helpListsEveryActivationAndOptimizer() {
        String help = Ran.of("train", "mnist", "--help").out().replaceAll("\\s+", " ");
        assertThat(help).contains(String.join(", ", Options.names(Activation.class)) + " (default: relu)");
        assertThat(help).contains(String.join(", ", Options.names(OptimizerChoice.class)) + " (default: adam)");
    }

    @Test
    void versionIsOneLine() {
        Ran ran = Ran.of("--version");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).singleElement().asString().startsWith("chainrule ");
    }

    @Test
    void examplesAreTheLaunchersBusiness() {
        Ran ran = Ran.of("example", "lenet");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors()).contains("./chainrule example");
    }

    @Test
    void benchmarksAreTheLaunchersBusiness() {
        Ran ran = Ran.of("bench", "W2");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors()).contains("./chainrule bench");
    }
}
