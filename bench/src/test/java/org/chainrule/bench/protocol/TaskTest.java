package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void rowsHaveDifferentNames() {
        assertThat(Stream.of(Task.all(), Task.transposes(), Task.small()).flatMap(List::stream))
                .extracting(Task::row)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyTaskIsFoundByItsRow() {
        assertThat(Stream.concat(Task.all().stream(), Task.transposes().stream()))
                .allSatisfy(task -> assertThat(Task.named(task.row())).contains(task));
        assertThat(Task.named("W0")).isEmpty();
    }

    @Test
    void dataAreTheSameEachTime() {
        assertThat(Numbers.normal(7, 10)).containsExactly(Numbers.normal(7, 10));
        assertThat(Numbers.normal(7, 10)).isNotEqualTo(Numbers.normal(8, 10));
        assertThat(Numbers.below(1, 1000, 3)).containsOnly(0, 1, 2);
    }

    @Test
    void transposingExchangesRowsAndColumns() {
        assertThat(Numbers.transposed(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)).containsExactly(1, 4, 2, 5, 3, 6);
    }
}
