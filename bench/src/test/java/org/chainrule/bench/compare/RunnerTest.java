package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chainrule.bench.protocol.Failure;
import org.chainrule.bench.protocol.Line;
import org.chainrule.bench.protocol.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    @TempDir
    Path folder;

    @Test
    void aRowThatFailsLeavesTheOthersAlone() throws InterruptedException {
        List<Line> lines = Runner.run(FakeEngine.contender(), FakeEngine.order("W1", "W2", "W8"), folder);
        assertThat(lines).extracting(Line::row).containsExactly("W1", "W2", "W8");
        assertThat(lines).element(0).isInstanceOf(Result.class);
        assertThat(lines)
                .element(1)
                .isEqualTo(new Failure("fake", "W2", "java.lang.UnsupportedOperationException: no second one, sorry"));
        assertThat(lines).element(2).isInstanceOf(Result.class);
    }

    @Test
    void aProcessThatDiesKeepsWhatItHasPrinted() throws InterruptedException {
        List<Line> lines = Runner.run(FakeEngine.contender(), FakeEngine.order("W1", "W3", "W8"), folder);
        assertThat(lines).element(0).isInstanceOf(Result.class);
        assertThat(lines.subList(1, 3))
                .allSatisfy(line -> assertThat(line)
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.reason())
                                        .contains("exit code 3", "a native library has crashed")));
    }

    @Test
    void aMainClassThatIsMissingIsAFailureOfEachRow() throws InterruptedException {
        Contender missing = new Contender("missing", "no.such.Main", List.of(), "");
        assertThat(Runner.run(missing, FakeEngine.order("W1", "W2"), folder))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).isInstanceOf(Failure.class));
    }

    @Test
    void aProcessThatTakesTooLongIsKilled() throws InterruptedException {
        List<String> command = Jvm.command(List.of(), Jvm.classPath(), FakeEngine.class.getName(), List.of("sleep"));
        Child.Outcome outcome = new Child(command, Map.of(), Duration.ofSeconds(1)).run(folder);
        assertThat(outcome.complaint()).isEqualTo("took longer than 1 s");
    }

    @Test
    void aCommandThatIsMissingIsSaidSo() throws InterruptedException {
        Child child = new Child(List.of("no-such-command-here"), Map.of(), Duration.ofSeconds(1));
        assertThat(child.run(folder).complaint()).startsWith("cannot start no-such-command-here");
    }
}
