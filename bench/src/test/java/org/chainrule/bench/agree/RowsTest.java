package org.chainrule.bench.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsTest {
    @Test
    void operationsHaveOneRowEach() {
        assertThat(Rows.all())
                .extracting(Row::operation)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(130);
    }

    @Test
    void theSameSeedAsksTheSameAndAnotherAsksOtherwise() {
        for (Row row : Rows.all()) {
            assertThat(row.questions(3, 7)).isEqualTo(row.questions(3, 7));
        }
        Row matmul = Rows.named(List.of("matmul")).getFirst();
        assertThat(matmul.questions(3, 7)).isNotEqualTo(matmul.questions(3, 8));
        assertThat(matmul.questions(8, 1)).extracting(Question::inputs).doesNotHaveDuplicates();
    }

    @Test
    void scalarsAndEmptyShapesAreAskedAbout() {
        List<List<Integer>> shapes = Rows.all().stream()
                .flatMap(row -> row.questions(8, 1).stream())
                .flatMap(question -> question.inputs().stream())
                .map(Given::shape)
                .toList();
        assertThat(shapes).contains(List.of()).anyMatch(shape -> shape.contains(0));
    }

    @ParameterizedTest
    @EnumSource(Domain.class)
    void elementsAreDrawnAgainTheSame(Domain domain) {
        Given given = new Given(List.of(3, 3), domain, 4, 5);
        assertThat(given.elements()).hasSize(9).isEqualTo(given.elements());
        assertThat(new Given(List.of(3, 3), domain, 4, 6).elements()).isNotEqualTo(given.elements());
    }

    @Test
    void noWeightHidesAResult() {
        Question question = Rows.all().getFirst().questions(1, 1).getFirst();
        assertThat(IntStream.range(0, 3).mapToObj(result -> question.weights(result, 50)))
                .doesNotHaveDuplicates()
                .allSatisfy(weights -> assertThat(weights).hasSize(50).doesNotContain(0));
    }
}
