package org.chainrule.bench.engine;

import org.chainrule.Compiled;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Product;
import org.chainrule.graph.Shape;

/** Matrix products. */
final class ProductWorkload implements Outcome {
    private record Pair(Tensor left, Tensor right) {}

    private final Pair matrices;
    private final Compiled<Pair, Tensor> product =
            Compiled.of(pair -> pair.left().matmul(pair.right()));

    private ProductWorkload(Pair matrices) {
        this.matrices = matrices;
    }

    static Outcome of(Product task) {
        Shape shape = Shape.of(task.extent(), task.extent());
        return new ProductWorkload(new Pair(Tensor.of(task.left(), shape), Tensor.of(task.right(), shape)));
    }

    @Override
    public void step() {
        product.apply(matrices);
    }

    @Override
    public Object outcome() {
        return product.apply(matrices);
    }

    @Override
    public double[] observedStep() {
        return new double[] {Numbers.size(product.apply(matrices).toFloats())};
    }
}
