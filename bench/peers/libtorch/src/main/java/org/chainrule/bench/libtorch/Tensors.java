package org.chainrule.bench.libtorch;

import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Java arrays to tensors and back. */
final class Tensors {
    private Tensors() {}

    /** A tensor of its own memory. */
    static Tensor of(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return torch.from_blob(pointer, shape, new TensorOptions(ScalarType.Float))
                    .clone();
        }
    }

    /** Indices, which libtorch wants as int64. */
    static Tensor of(int[] values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = values[i];
        }
        try (LongPointer pointer = new LongPointer(longs)) {
            return torch.from_blob(pointer, new long[] {values.length}, new TensorOptions(ScalarType.Long))
                    .clone();
        }
    }

    static Tensor parameter(float[] values, long... shape) {
        return of(values, shape).set_requires_grad(true);
    }

    static float[] toFloats(Tensor tensor) {
        float[] values = new float[(int) LongStream.of(tensor.shape()).reduce(1, (a, b) -> a * b)];
        new FloatPointer(tensor.contiguous().data_ptr_float()).get(values);
        return values;
    }
}
