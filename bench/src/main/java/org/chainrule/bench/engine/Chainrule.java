package org.chainrule.bench.engine;

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

/** The process of this engine. The number of threads comes by the system property chainrule.threads. */
public final class Chainrule implements Engine {
    Chainrule() {}

    public static void main(String... arguments) {
        Order.parse(arguments).carryOut(new Chainrule());
    }

    @Override
    public String name() {
        return "chainrule";
    }

    @Override
    public Workload prepare(Task task) {
        return outcome(task);
    }

    static Outcome outcome(Task task) {
        return switch (task) {
            case Perceptron perceptron -> PerceptronWorkload.of(perceptron);
            case LeNet leNet -> LeNetWorkload.of(leNet);
            case Lookup lookup -> LookupWorkload.of(lookup);
            case Recurrent recurrent -> RecurrentWorkload.of(recurrent);
            case Transformer transformer -> TransformerWorkload.of(transformer);
            case Formula formula -> FormulaWorkload.of(formula);
            case Rosenbrock rosenbrock -> RosenbrockWorkload.of(rosenbrock);
            case Product product -> ProductWorkload.of(product);
        };
    }
}
