package org.chainrule.bench.libtorch.agree;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.chainrule.bench.agree.Given;
import org.chainrule.bench.agree.Result;

/** Tensors of Java's doubles, and back. */
final class Doubles {
    private Doubles() {}

    /** An input; of real ones the gradients are wanted. */
    static Tensor of(Given given) {
        long[] shape = given.shape().stream().mapToLong(Integer::longValue).toArray();
        Tensor elements = of(given.elements(), shape);
        return switch (given.kind()) {
            case REAL -> elements.set_requires_grad(true);
            case WHOLE -> elements.toType(ScalarType.Long);
            case FLAG -> elements.toType(ScalarType.Bool);
        };
    }

    static Tensor of(double[] values, long... shape) {
        TensorOptions doubles = new TensorOptions(ScalarType.Double);
        if (values.length == 0) {
            return torch.zeros(shape, doubles);
        }
        return torch.from_blob(new DoublePointer(values), shape, doubles).clone();
    }

    static Result result(Tensor tensor) {
        double[] elements = new double[(int) tensor.numel()];
        if (elements.length > 0) {
            Tensor doubles = tensor.detach().toType(ScalarType.Double).contiguous();
            new DoublePointer(doubles.data_ptr_double()).get(elements);
        }
        return new Result(
                Arrays.stream(tensor.shape()).mapToObj(extent -> (int) extent).toList(), elements);
    }
}
