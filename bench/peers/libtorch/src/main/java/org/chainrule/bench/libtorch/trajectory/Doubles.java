package org.chainrule.bench.libtorch.trajectory;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Java arrays to float64 tensors and back. */
final class Doubles {
    private Doubles() {}

    /** A tensor of its own memory. */
    static Tensor of(double[] values, long... shape) {
        try (DoublePointer pointer = new DoublePointer(values)) {
            return torch.from_blob(pointer, shape, new TensorOptions(ScalarType.Double))
                    .clone();
        }
    }

    /** Classes, which libtorch wants as int64. */
    static Tensor labels(int... values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = values[i];
        }
        try (LongPointer pointer = new LongPointer(longs)) {
            return torch.from_blob(pointer, new long[] {values.length}, new TensorOptions(ScalarType.Long))
                    .clone();
        }
    }

    static double[] toArray(Tensor tensor) {
        double[] values = new double[(int) tensor.numel()];
        tensor.contiguous().data_ptr_double().get(values);
        return values;
    }
}
