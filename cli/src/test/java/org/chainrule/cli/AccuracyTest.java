package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the first command, kept on the real digits. */
@Tag("slow")
class AccuracyTest {
    @TempDir
    Path home;

    @Test
    void theDefaultNetworkPassesOnTheTestImages() {
        System.setProperty("chainrule.home", "..");
        Ran ran = Ran.of("train", "mnist", "--out", home.resolve("run").toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        String last = ran.out().lines().toList().getLast();
        assertThat(Double.parseDouble(last.replace("test accuracy ", ""))).isGreaterThan(0.975);
    }
}
