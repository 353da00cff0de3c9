package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors are printed as NumPy prints arrays; what it prints is in a file, made by NumPy 2.4. */
class PrintingTest {
    private static final Path CASES = Path.of("src/test/resources/printing/numpy.txt");

    record Case(Data data, String text) {
        /** As {@code float32 [2] 0x1.0p0 0x1.8p1}, and below it what NumPy prints. */
        static Case parse(String block) {
            int end = block.indexOf('\n');
            String[] head = block.substring(0, end).split(" ", -1);
            DType dtype = DType.valueOf(head[0].toUpperCase(java.util.Locale.ROOT));
            int[] extents = Stream.of(head[1].substring(1, head[1].length() - 1).split(","))
                    .filter(extent -> !extent.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            String[] values = Arrays.stream(head, 2, head.length)
                    .filter(value -> !value.isEmpty())
                    .toArray(String[]::new);
            Object array = dtype.newArray(values.length);
            for (int i = 0; i < values.length; i++) {
                switch (array) {
                    case float[] floats -> floats[i] = (float) Double.parseDouble(values[i]);
                    case double[] doubles -> doubles[i] = Double.parseDouble(values[i]);
                    case int[] ints -> ints[i] = Integer.parseInt(values[i]);
                    case long[] longs -> longs[i] = Long.parseLong(values[i]);
                    default -> throw new AssertionError(dtype);
                }
            }
            return new Case(
                    new Data(new Type(Shape.of(extents), dtype), array),
                    block.substring(end + 1).stripTrailing());
        }

        @Override
        public String toString() {
            return data.type() + " " + text.lines().findFirst().orElse("");
        }
    }

    static Stream<Case> cases() throws IOException {
        return Stream.of(Files.readString(CASES).split("----\n")).map(Case::parse);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asNumPyPrints(Case numpy) {
        assertThat(Tensor.of(numpy.data()))
                .hasToString(numpy.text() + " " + numpy.data().type());
    }

    @Test
    void aMatrixOfMixedSizes() {
        assertThat(Tensor.of(new float[][] {{1, -2.5f}, {100, 0.125f}})).hasToString("""
                [[  1.   ,  -2.5  ],
                 [100.   ,   0.125]] float32[2, 2]""");
    }

    @Test
    void aTensorThatIsBeingTracedShowsItsNode() {
        Compiled.of((Tensor x) -> {
                    assertThat(x.tanh().toString()).contains("= tanh(").contains("float32[2]");
                    return x;
                })
                .apply(Tensor.of(1f, 2f));
    }
}
