package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.runtime.Fill;
import org.chainrule.runtime.Instruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results that hold one number everywhere, as the moments that an optimizer begins with: filled, without code to warm up. */
class UniformTest {
    private static List<Instruction> instructions(Tensor... results) {
        List<Instruction> instructions = new ArrayList<>();
        Compiler.compile(List.of(results).stream().map(Tensor::node).toList(), Map.of())
                .program()
                .forEach(instructions::add);
        return instructions;
    }

    @Test
    void zerosAndWhatComesToOneNumberAreFilled() {
        int known = Kernels.count();
        assertThat(instructions(
                        Tensor.zeros(300, 200),
                        Tensor.full(Shape.of(70_001), 2, DType.FLOAT32).square().neg()))
                .hasSize(2)
                .allSatisfy(instruction -> assertThat(instruction).isInstanceOf(Fill.class));
        assertThat(Kernels.count()).isEqualTo(known);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void ofEveryKind(DType dtype) {
        Tensor ones = Tensor.full(Shape.of(211, 103), 1, dtype);
        Parity.check(ones);
        Parity.check(ones, Tensor.full(Shape.of(211, 103), 0, dtype), Tensor.full(Shape.of(103), 1, dtype));
    }

    @Test
    void besideWhatIsNot() {
        Tensor x = Parity.random(1, 211, 103);
        Parity.check(x.sin(), Tensor.zeros(211, 103), x.sum(1), Tensor.concat(0, List.of(Tensor.zeros(211, 103), x)));
    }
}
