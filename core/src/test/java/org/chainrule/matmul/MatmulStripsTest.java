package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.codegen.MicroCompiler;
import org.chainrule.graph.DType;
import org.chainrule.simd.Simd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed stands where micro-kernels read it, however many strips there are. */
class MatmulStripsTest {
    private static final int MOST_LINES = 70;
    private static final int DEPTH = 19;
    private static final int BEFORE = 3;

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 256, 512})
    void linesSideBySide(int bits) {
        pack(bits, 1, MOST_LINES + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 256, 512})
    void linesAlongTheDepth(int bits) {
        pack(bits, DEPTH + 2, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512})
    void anyStrides(int bits) {
        pack(bits, 2 * DEPTH, 2);
    }

    private static void pack(int bits, int lineStride, int depthStride) {
        int usable = Simd.available() ? bits : 0;
        float[] source = new float[BEFORE + MOST_LINES * lineStride + DEPTH * depthStride];
        for (int i = 0; i < source.length; i++) {
            source[i] = i + 1;
        }
        for (int width : new int[] {8, 16, 48}) {
            MatmulStrips strips =
                    new MatmulStrips(new MicroCompiler(usable), DType.FLOAT32, Set.of(width), lineStride, depthStride);
            IntStream.rangeClosed(1, MOST_LINES).forEach(lines -> {
                float[] target = new float[BEFORE + Math.ceilDiv(lines, width) * width * DEPTH + 1];
                Arrays.fill(target, -1);
                strips.pack(source, BEFORE, lines, width, DEPTH, target, BEFORE);
                assertThat(target)
                        .as("%d lines in strips of %d", lines, width)
                        .isEqualTo(expected(source, lineStride, depthStride, lines, width, target.length));
            });
        }
    }

    private static float[] expected(float[] source, int lineStride, int depthStride, int lines, int width, int length) {
        float[] expected = new float[length];
        Arrays.fill(expected, -1);
        for (int line = 0; line < Math.ceilDiv(lines, width) * width; line++) {
            for (int k = 0; k < DEPTH; k++) {
                int place = BEFORE + line / width * width * DEPTH + k * width + line % width;
                expected[place] = line < lines ? source[BEFORE + line * lineStride + k * depthStride] : 0;
            }
        }
        return expected;
    }
}
