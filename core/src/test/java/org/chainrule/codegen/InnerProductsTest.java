package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.matmul.InnerProducts;
import org.chainrule.matmul.MatmulPlan;
import org.chainrule.matmul.MatmulShape;
import org.chainrule.threads.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InnerProductsTest {
    @ParameterizedTest
    @CsvSource({"3, 4, 2048", "6, 25, 9792", "16, 150, 4096", "31, 65, 20001", "7, 33, 8193"})
    void areThePlainLoopsWhateverTheThreads(int rows, int columns, int depth) {
        MatmulShape shape = MatmulCase.shape(DType.FLOAT32, rows, columns, depth, false, true, 2, List.of());
        assertThat(InnerProducts.suit(shape)).isTrue();
        MatmulCase product = new MatmulCase(shape, 1);
        InnerProducts plan = new InnerProducts(shape);
        try (Workers one = Workers.of(1);
                Workers three = Workers.of(3)) {
            List<String> finished = new ArrayList<>();
            Object c = product.run(
                    plan, one, (part, begin, item, r, s, t, u) -> finished.add(r + " " + s + " " + t + " " + u));
            assertThat(product.deviation(c)).isLessThan(1);
            assertThat(finished).containsExactly("0 " + rows + " 0 " + columns);
            assertThat(product.run(plan, three, MatmulPlan.Tile.NOTHING)).isEqualTo(c);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 4096", "3, 3, 4096", "33, 40, 4096", "8, 8, 500"})
    void areNotForAllShapes(int rows, int columns, int depth) {
        assertThat(InnerProducts.suit(MatmulCase.shape(DType.FLOAT32, rows, columns, depth, false, true, 0, List.of())))
                .isFalse();
    }
}
