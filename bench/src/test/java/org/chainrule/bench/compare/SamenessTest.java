package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.chainrule.bench.protocol.Task;
import org.junit.jupiter.api.Test;

class SamenessTest {
    @Test
    void everyKindOfWorkloadComesToTheSameBitsWithAnyVectorsAndThreads() throws InterruptedException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        boolean same;
        try {
            same = Sameness.print(Task.small());
        } finally {
            System.setOut(before);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(same).as(text).isTrue();
        assertThat(text).doesNotContain("none").contains("11 compared in 6 settings", "11 the same, 0 differ");
    }
}
