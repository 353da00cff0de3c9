package org.chainrule.bench.tfjava;

import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Products of two matrices that lie in the session. */
record ProductWorkload(Session session, Operand<TFloat32> product) implements Workload {
    static Workload of(Product task, Model model, int threads) {
        Operand<TFloat32> left = model.variable(task.left(), task.extent(), task.extent());
        Operand<TFloat32> right = model.variable(task.right(), task.extent(), task.extent());
        Operand<TFloat32> product = model.tf.linalg.matMul(
                left, right, MatMul.transposeA(task.leftTransposed()), MatMul.transposeB(task.rightTransposed()));
        return new ProductWorkload(model.start(threads), product);
    }

    @Override
    public void step() {
        session.runner().addTarget(product.op()).run().close();
    }

    @Override
    public double[] observedStep() {
        try (Result result = session.runner().fetch(product).run()) {
            return new double[] {Numbers.size(Model.toFloats((TFloat32) result.get(0)))};
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
