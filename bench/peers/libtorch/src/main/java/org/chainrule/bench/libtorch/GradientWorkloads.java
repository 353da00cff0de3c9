package org.chainrule.bench.libtorch;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Formula;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Rosenbrock;
import org.chainrule.bench.protocol.Workload;

/** W8, W8b, W9: a value and its gradients, which libtorch adds to what the tensors hold, so they are cleared before. */
record GradientWorkloads(List<Tensor> by, Supplier<Tensor> value) implements Workload {
    static Workload of(Formula task) {
        long[] shape = task.shape().stream().mapToLong(Integer::longValue).toArray();
        Tensor x = Tensors.parameter(task.x(), shape);
        Tensor a = Tensors.parameter(task.a(), task.vector());
        Tensor b = Tensors.parameter(task.b(), task.vector());
        return new GradientWorkloads(
                List.of(x, a, b),
                () -> x.mul(a)
                        .add(b)
                        .tanh()
                        .mul(x.sigmoid())
                        .sub(x.relu().square())
                        .sum());
    }

    static Workload of(Rosenbrock task) {
        int variables = task.variables();
        Tensor x = Tensors.parameter(task.x(), variables);
        return new GradientWorkloads(List.of(x), () -> {
            Tensor next = x.slice(0, new LongOptional(1), new LongOptional(variables), 1);
            Tensor each = x.slice(0, new LongOptional(0), new LongOptional(variables - 1), 1);
            Tensor valley = next.sub(each.pow(new Scalar(2))).pow(new Scalar(2)).mul(new Scalar(100));
            return valley.add(torch.rsub(each, new Scalar(1)).pow(new Scalar(2)))
                    .sum();
        });
    }

    @Override
    public void step() {
        try (PointerScope scope = new PointerScope()) {
            differentiate();
        }
    }

    @Override
    public double[] observedStep() {
        try (PointerScope scope = new PointerScope()) {
            double result = differentiate().item_float();
            DoubleStream sizes = by.stream().mapToDouble(tensor -> Numbers.size(Tensors.toFloats(tensor.grad())));
            return DoubleStream.concat(DoubleStream.of(result), sizes).toArray();
        }
    }

    private Tensor differentiate() {
        by.forEach(tensor -> tensor.mutable_grad().reset());
        Tensor result = value.get();
        result.backward();
        return result;
    }
}
