package org.chainrule.bench.libtorch;

import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Engine;
import org.chainrule.bench.protocol.Formula;
import org.chainrule.bench.protocol.LeNet;
import org.chainrule.bench.protocol.Lookup;
import org.chainrule.bench.protocol.Order;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Recurrent;
import org.chainrule.bench.protocol.Rosenbrock;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Transformer;
import org.chainrule.bench.protocol.Workload;

/** The process of this peer. */
public final class LibTorch implements Engine {
    private LibTorch() {}

    public static void main(String... arguments) {
        Order order = Order.parse(arguments);
        torch.set_num_threads(order.threads());
        order.carryOut(new LibTorch());
    }

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public Workload prepare(Task task) {
        return switch (task) {
            case Perceptron perceptron -> PerceptronWorkload.of(perceptron);
            case LeNet leNet -> LeNetWorkload.of(leNet);
            case Lookup lookup -> LookupWorkload.of(lookup);
            case Recurrent recurrent -> RecurrentWorkload.of(recurrent);
            case Transformer transformer -> TransformerWorkload.of(transformer);
            case Formula formula -> GradientWorkloads.of(formula);
            case Rosenbrock rosenbrock -> GradientWorkloads.of(rosenbrock);
            case Product product -> new ProductWorkload(product);
        };
    }
}
