package org.chainrule.bench.engine;

import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Product;
import org.chainrule.graph.Shape;

/** Matrix products. */
final class ProductWorkload implements Outcome {
    private record Pair(Tensor left, Tensor right) {}

    private final Repeated<Pair, Tensor> product;

    private ProductWorkload(Product task, Pair matrices) {
        this.product = new Repeated<>(
                matrices,
                pair -> turned(pair.left(), task.leftTransposed())
                        .matmul(turned(pair.right(), task.rightTransposed())));
    }

    private static Tensor turned(Tensor matrix, boolean transposed) {
        return transposed ? matrix.transpose() : matrix;
    }

    static Outcome of(Product task) {
        Shape shape = Shape.of(task.extent(), task.extent());
        return new ProductWorkload(task, new Pair(Tensor.of(task.left(), shape), Tensor.of(task.right(), shape)));
    }

    @Override
    public void step() {
        product.compute();
    }

    @Override
    public Object outcome() {
        return product.result();
    }

    @Override
    public double[] observedStep() {
        return new double[] {Numbers.size(product.result().toFloats())};
    }
}
