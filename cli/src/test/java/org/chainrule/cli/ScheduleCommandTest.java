package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.chainrule.cli.ScheduleChoice.Course;
import org.chainrule.optim.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void oneCycleIsDrawnWithItsMomentum() {
        Path file = folder.resolve("cycle.svg");
        Ran ran = Ran.of("schedule", "one-cycle", "--max-rate", "1e-2", "--steps", "1000", "--out", file.toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("one-cycle with --max-rate 0.01 --steps 1000, and the momentum cycled against the rate\n")
                .contains("learning rate\n    0.01 |", "\n4.00e-08 |", "0.95 |", "0.85 |", "999")
                .endsWith("saved " + file + "\n");
        assertThat(file).isNotEmptyFile();
    }

    @ParameterizedTest
    @EnumSource(value = ScheduleChoice.class, names = "PLATEAU", mode = EnumSource.Mode.EXCLUDE)
    void everyScheduleIsDrawn(ScheduleChoice choice) {
        Path file = folder.resolve(choice + ".png");
        Ran ran = Ran.of("schedule", choice.toString(), "--steps", "60", "--warmup", "5", "--out", file.toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith(choice + " with --max-rate 0.001 --steps 60 --warmup 5")
                .contains("*");
        assertThat(file).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    geometric --warmup 20 --steps 1000 | --warmup 20 --min-rate 1e-5
                    step --factor 0.5 --steps 300      | --factor 0.5 --every 3 --steps-per-epoch 30
                    exponential --steps 100            | --decay 0.461 --steps-per-epoch 10
                    polynomial --max-rate 1e6          | --max-rate 1e6 --steps 1000 --min-rate 0 --power 2
                    warm-restarts                      | --min-rate 0 --cycles 3
                    """)
    void theSettingsAreToldAsOptions(String arguments, String told) {
        String out = folder.resolve("schedule.svg").toString();
        Ran ran = Ran.of(("schedule " + arguments + " --out " + out).split(" "));
        assertThat(ran.out().lines()).first().asString().endsWith(told);
    }

    @ParameterizedTest
    @EnumSource(ScheduleChoice.class)
    void noRateIsAboveTheHighestAndSomeIsNear(ScheduleChoice choice) {
        Schedule schedule = new ScheduleShape().of(choice, new Course(0.01, 600, 60, true));
        double highest = 0;
        for (long step = 0; step < 600; step++) {
            highest = Math.max(highest, schedule.rate(step));
        }
        assertThat(highest).isBetween(0.006, 0.01 + 1e-12);
        Schedule still = new ScheduleShape().of(choice, new Course(0.01, 600, 60, false));
        assertThat(still.momentum(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    schedule                              | NAME
                    schedule onecycle                     | 'onecycle' is none of constant, step, halving
                    schedule cosine --max-rate 0          | '--max-rate': '0' is not above 0
                    schedule cosine --steps x             | '--steps': 'x' is not a whole number
                    schedule cosine --out cosine.pdf      | 'cosine.pdf' ends neither in .svg nor in .png
                    schedule cosine --steps 5 --warmup 5  | a warm-up of 5 steps leaves none of 5
                    schedule one-cycle --steps 1          | too few for one cycle
                    schedule triangular --min-rate 1      | the lowest rate is 1, above the highest one, 0.001
                    schedule cosine --min-rate 1          | the lowest rate is 1, above the highest one, 0.001
                    schedule cosine --out /nonexist/x.svg | cannot write /nonexist/x.svg: no such folder
                    schedule plateau                      | nothing to draw
                    """)
    void aWrongArgumentIsToldInOneLine(String arguments, String told) {
        Ran ran = Ran.of(arguments.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(told);
    }
}
