package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Einstein summation against the loop over all labels that defines it. */
class EinsumTest {
    private static final String LABELS = "abijkl";
    private static final int[] EXTENTS = {2, 1, 3, 4, 2, 3};

    private static int extent(char label) {
        return EXTENTS[LABELS.indexOf(label)];
    }

    private static Shape shape(String labels) {
        return Shape.of(labels.chars().map(label -> extent((char) label)).toArray());
    }

    private static List<Tensor> operands(String terms) {
        List<Tensor> operands = new ArrayList<>();
        for (String term : terms.split(",", -1)) {
            Tensor random = RandomKey.of(operands.size() + 1).normal(shape(term));
            operands.add(random.cast(DType.FLOAT64).evaluate());
        }
        return operands;
    }

    /** Adds the product for every choice of all labels. */
    private static double[] reference(String terms, String output, List<Tensor> operands) {
        double[] result = new double[shape(output).size()];
        int[] index = new int[LABELS.length()];
        String all = terms.replace(",", "");
        int count = 1;
        for (int label = 0; label < EXTENTS.length; label++) {
            count *= all.indexOf(LABELS.charAt(label)) >= 0 ? EXTENTS[label] : 1;
        }
        for (int choice = 0; choice < count; choice++) {
            int rest = choice;
            for (int label = 0; label < EXTENTS.length; label++) {
                int extent = all.indexOf(LABELS.charAt(label)) >= 0 ? EXTENTS[label] : 1;
                index[label] = rest % extent;
                rest /= extent;
            }
            double product = 1;
            String[] term = terms.split(",", -1);
            for (int i = 0; i < term.length; i++) {
                product *= operands.get(i).toDoubles()[place(term[i], index)];
            }
            result[place(output, index)] += product;
        }
        return result;
    }

    private static int place(String labels, int... index) {
        int place = 0;
        for (int i = 0; i < labels.length(); i++) {
            place = place * extent(labels.charAt(i)) + index[LABELS.indexOf(labels.charAt(i))];
        }
        return place;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ij,jk->ik",
                "aij,ajk->aik",
                "aij,ajk->ika",
                "ij->ji",
                "ij->",
                "ij->j",
                "i,j->ij",
                "i,i->",
                "i,i->i",
                "ii->i",
                "ii->",
                "iji->j",
                "iij,ij->j",
                "iii->i",
                "ij,ij->ij",
                "aij,kj->aik",
                "aij,kij->ak",
                "ij,jk,kl->il",
                "ij,jk,kl,la->ai",
                "i,ij,j->",
                "ai,bi,i->ab",
                "ij,k->",
                "ij,k->k",
                "abij,bjk->aki",
                ",ij->ij",
                "ij,->i",
                "b,b->b"
            })
    void isTheSumOverAllLabels(String equation) {
        String[] sides = equation.split("->", -1);
        List<Tensor> operands = operands(sides[0]);
        Tensor result = Tensor.einsum(equation, operands.toArray(Tensor[]::new));
        assertThat(result.shape()).isEqualTo(shape(sides[1]));
        assertThat(result.toDoubles()).containsExactly(reference(sides[0], sides[1], operands), within(1e-12));
        GradCheck.of((List<Tensor> at) -> Tensor.einsum(equation, at.toArray(Tensor[]::new)), operands)
                .order(2)
                .assertPassed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij,jk      | ij,jk->ik",
                "kj,ji      | kj,ji->ik",
                "ii         | ii->",
                "ij         | ij->ij",
                "ji         | ji->ij",
                "...ij,jk   | aij,jk->aik",
                "...ij,...j->...i | aij,aj->ai",
                "...ij->...ji | abij->abji",
                "i...,i...->... | iab,iab->ab",
                "...        | ab->ab"
            })
    void shortFormsMeanLongOnes(String brief, String full) {
        List<Tensor> operands = operands(full.substring(0, full.indexOf('-')));
        Tensor[] all = operands.toArray(Tensor[]::new);
        Tensor expected = Tensor.einsum(full, all);
        assertThat(Tensor.einsum(brief, all).shape()).isEqualTo(expected.shape());
        assertThat(Tensor.einsum(brief, all).toDoubles()).containsExactly(expected.toDoubles());
    }

    @Test
    void axesOfAnEllipsisAreBroadcast() {
        Tensor a = operands("abij").getFirst();
        Tensor b = RandomKey.of(3).normal(Shape.of(5, 4, 2)).cast(DType.FLOAT64);
        assertThat(Tensor.einsum("...ij,...jk->...ik", a, b).shape()).isEqualTo(Shape.of(2, 5, 3, 2));
        assertThat(Tensor.einsum("...ij,...jk->...ik", a, b).toDoubles())
                .containsExactly(a.matmul(b).toDoubles(), within(1e-12));
        assertThat(Tensor.einsum("...ij,...jk->ik", a, b).toDoubles())
                .containsExactly(a.matmul(b).sum(0, 1).toDoubles(), within(1e-12));
    }

    @Test
    void emptyAxesGiveZeros() {
        assertThat(Tensor.einsum("ij,jk->ik", Tensor.zeros(2, 0), Tensor.zeros(0, 3))
                        .toDoubles())
                .containsExactly(new double[6]);
    }

    @Test
    void wholeNumbersAreSummedExactly() {
        Tensor a = Tensor.of(new int[] {1, 2, 3, 4}, Shape.of(2, 2));
        assertThat(Tensor.einsum("ij,jk->ik", a, a).toInts()).containsExactly(7, 10, 15, 22);
    }

    @Test
    void tensordotSumsOverPairsOfAxes() {
        List<Tensor> operands = operands("aij,jki");
        Tensor expected = Tensor.einsum("aij,jki->ak", operands.get(0), operands.get(1));
        assertThat(operands.get(0)
                        .tensordot(operands.get(1), new int[] {1, -1}, new int[] {2, 0})
                        .toDoubles())
                .containsExactly(expected.toDoubles(), within(1e-12));
        assertThat(operands.get(0)
                        .tensordot(operands.get(1), new int[0], new int[0])
                        .shape())
                .isEqualTo(Shape.of(2, 3, 4, 4, 2, 3));
        assertThatThrownBy(() -> operands.get(0).tensordot(operands.get(1), new int[] {0}, new int[] {0}))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 3, 4] along [0] by [4, 2, 3] along [0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ij,jk->il  | 'l' of the result is in no operand",
                "ij,jk->iik | 'i' stands twice in the result",
                "ij->ij     | it has 1 terms for 2 tensors",
                "ijk,jk->i  | \"ijk\" has 3 labels for 2 axes",
                "ij,ik->jk  | 'i' is 3 and 4",
                "i1,jk->i   | \"i1\" is no term",
                "i,jk->i    | \"i\" has 1 labels for 2 axes"
            })
    void errorsSayWhatIsWrong(String equation, String message) {
        Tensor a = Tensor.zeros(3, 4);
        Tensor b = Tensor.zeros(4, 2);
        assertThatThrownBy(() -> Tensor.einsum(equation, a, b))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("[[3, 4], [4, 2]]");
    }
}
