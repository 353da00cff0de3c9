package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.codegen.MicroCompiler;
import org.chainrule.graph.DType;
import org.chainrule.memory.AlignedArray;
import org.chainrule.memory.AlignedArrays;
import org.chainrule.simd.Simd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatmulBuffersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 100, 1024, 5000})
    void whatIsTakenHasRoomForAllThatWasAskedForBehindItsBeginning(int length) {
        MicroCompiler compiler = new MicroCompiler(Simd.bits());
        compiler.warmFill(DType.FLOAT32).join();
        MatmulBuffers buffers = new MatmulBuffers(new AlignedArrays(compiler));
        AlignedArray buffer = buffers.take(DType.FLOAT32, length);
        assertThat(((float[]) buffer.array()).length - buffer.begin()).isGreaterThanOrEqualTo(length);
        buffers.give(DType.FLOAT32, buffer);
        assertThat(buffers.take(DType.FLOAT32, length)).isSameAs(buffer);
    }
}
