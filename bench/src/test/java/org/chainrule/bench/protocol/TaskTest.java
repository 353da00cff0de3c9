package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void rowsHaveDifferentNames() {
        assertThat(Task.all()).extracting(Task::row).doesNotHaveDuplicates();
    }

    @Test
    void everyTaskIsFoundByItsRow() {
        assertThat(Task.all())
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
