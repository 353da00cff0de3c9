package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.chainrule.plan.Plan;
import org.junit.jupiter.api.Test;

/** A part of a loop's state that a step returns as it came is neither copied nor given a second array. */
class UnchangedStateTest {
    private static final Type THREE = new Type(Shape.of(3), DType.FLOAT32);

    private final float[] frozen = {1, 2, 3};
    private final CompiledLoop<List<Tensor>, Tensor, Tensor> loop = CompiledLoop.taking(
            List.of(Tensor.of(new Data(THREE, frozen)), Tensor.of(10, 20, 30f), Tensor.of(7, 8, 9f)), (before, x) -> {
                Tensor moved = before.get(1).add(before.getFirst().mul(x));
                return new CompiledLoop.Next<>(List.of(before.getFirst(), moved, before.get(2)), moved.sum());
            });

    @Test
    void itStaysInItsArray() {
        Tensor two = Tensor.of(2, 2, 2f);
        assertThat(loop.step(two).item()).isEqualTo(72);
        // in the very array that it was given in: what is written there is seen by the next step
        frozen[0] = 100;
        loop.advance(two);
        assertThat(loop.step(two).item()).isEqualTo(72 + 2 * (2 * (100 + 2 + 3)));
        assertThat(loop.state().getFirst().toFloats()).containsExactly(100, 2, 3);
        assertThat(loop.state().get(1).toFloats()).containsExactly(10 + 2 + 400, 20 + 12, 30 + 18);
        assertThat(loop.state().get(2).toFloats()).containsExactly(7, 8, 9);
    }

    @Test
    void nothingIsDoneAboutIt() {
        Plan plan = loop.plan(Tensor.of(2, 2, 2f));
        assertThat(plan.buffers().stream().filter(buffer -> buffer.home() == Plan.Home.RESULT))
                .as("the part that moves, and the sum")
                .hasSize(2);
        assertThat(loop.explain(Tensor.of(2, 2, 2f))).contains("0: stays as it is", "1: updated", "2: stays as it is");
    }

    @Test
    void partsThatChangePlacesDoMove() {
        CompiledLoop<List<Tensor>, Tensor, Tensor> swapping = CompiledLoop.of(
                List.of(Tensor.of(1, 2f), Tensor.of(3, 4f), Tensor.of(5, 6f)),
                (before, x) -> new CompiledLoop.Next<>(
                        List.of(before.get(1), before.getFirst(), before.get(2)), before.get(2)));
        assertThat(swapping.step(Tensor.scalar(0)).toFloats()).containsExactly(5, 6);
        assertThat(swapping.state().getFirst().toFloats()).containsExactly(3, 4);
        swapping.advance(Tensor.scalar(0));
        assertThat(swapping.state().getFirst().toFloats()).containsExactly(1, 2);
        assertThat(swapping.state().get(2).toFloats()).containsExactly(5, 6);
    }

    /** What stays in a step for arguments of one shape moves in that of another, in place or into a second array. */
    @Test
    void whatStaysInOneTraceMayMoveInAnother() {
        CompiledLoop<List<Tensor>, Tensor, Tensor> many =
                CompiledLoop.of(List.of(Tensor.of(1, 2f), Tensor.of(3, 4f)), (before, x) -> {
                    Tensor first = before.getFirst();
                    Tensor second = before.get(1);
                    return switch (x.shape().size()) {
                        case 1 -> new CompiledLoop.Next<>(List.of(first, second.add(first)), first);
                        case 2 -> new CompiledLoop.Next<>(List.of(second, first), first);
                        case 3 -> new CompiledLoop.Next<>(List.of(first.flip(0), second), first);
                        default -> new CompiledLoop.Next<>(before, second);
                    };
                });
        SplittableRandom random = new SplittableRandom(1);
        float[] first = {1, 2};
        float[] second = {3, 4};
        List<Tensor> given = new ArrayList<>();
        List<float[]> expected = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            int size = 1 + random.nextInt(4);
            expected.add(size == 4 ? second : first);
            given.add(many.step(Tensor.zeros(size)));
            float[] swapped = first;
            switch (size) {
                case 1 -> second = new float[] {second[0] + first[0], second[1] + first[1]};
                case 2 -> {
                    first = second;
                    second = swapped;
                }
                case 3 -> first = new float[] {first[1], first[0]};
                default -> {}
            }
            given.addAll(many.state());
            expected.addAll(List.of(first, second));
        }
        // only now: later steps have left alone what earlier ones gave
        assertThat(given.stream().map(Tensor::toFloats).toList()).containsExactlyElementsOf(expected);
    }
}
