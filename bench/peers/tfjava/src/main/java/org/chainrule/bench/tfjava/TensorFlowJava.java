package org.chainrule.bench.tfjava;

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
public final class TensorFlowJava implements Engine {
    private final int threads;

    private TensorFlowJava(int threads) {
        this.threads = threads;
    }

    public static void main(String... arguments) {
        Order order = Order.parse(arguments);
        order.carryOut(new TensorFlowJava(order.threads()));
        // TensorFlow's own threads would keep the process
        System.exit(0);
    }

    @Override
    public String name() {
        return "tfjava";
    }

    @Override
    public Workload prepare(Task task) {
        Model model = new Model();
        return switch (task) {
            case Perceptron perceptron -> PerceptronWorkload.of(perceptron, model, threads);
            case LeNet leNet -> LeNetWorkload.of(leNet, model, threads);
            case Lookup lookup -> LookupWorkload.of(lookup, model, threads);
            case Recurrent recurrent -> RecurrentWorkload.of(recurrent, model, threads);
            case Transformer transformer -> TransformerWorkload.of(transformer, model, threads);
            case Formula formula -> GradientWorkload.of(formula, model, threads);
            case Rosenbrock rosenbrock -> GradientWorkload.of(rosenbrock, model, threads);
            case Product product -> ProductWorkload.of(product, model, threads);
        };
    }
}
