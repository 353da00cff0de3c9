package org.chainrule.bench.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Workload;

/** Matrix products into a matrix that is there already. */
final class ProductWorkload implements Workload {
    private final Tensor left;
    private final Tensor right;
    private final Tensor result;

    ProductWorkload(Product task) {
        left = turned(Tensors.of(task.left(), task.extent(), task.extent()), task.leftTransposed());
        right = turned(Tensors.of(task.right(), task.extent(), task.extent()), task.rightTransposed());
        result = torch.empty(task.extent(), task.extent());
    }

    private static Tensor turned(Tensor matrix, boolean transposed) {
        return transposed ? matrix.t() : matrix;
    }

    @Override
    public void step() {
        torch.mm_out(result, left, right);
    }

    @Override
    public double[] observedStep() {
        step();
        return new double[] {Numbers.size(Tensors.toFloats(result))};
    }
}
