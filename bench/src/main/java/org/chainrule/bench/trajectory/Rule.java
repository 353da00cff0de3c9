package org.chainrule.bench.trajectory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How parameters move, with the numbers that are not the same everywhere by default. What is not named here has PyTorch's
 * default: both engines are to have it too.
 */
public sealed interface Rule {
    String name();

    /** How many steps its course has. */
    default int steps() {
        return 100;
    }

    /** How long its course is. */
    default String course() {
        return steps() + " steps";
    }

    record Sgd(String name, double rate, double momentum, double dampening, boolean nesterov, double weightDecay)
            implements Rule {}

    record Adagrad(String name, double rate, double rateDecay, double initial, double weightDecay) implements Rule {}

    record RmsProp(String name, double rate, double momentum, boolean centered, double weightDecay) implements Rule {}

    record Adam(String name, double rate, double weightDecay, boolean largest) implements Rule {}

    record AdamW(String name, double rate, double weightDecay) implements Rule {}

    /** Steps of so many iterations. */
    record Lbfgs(String name, double rate, int iterations, int steps, boolean lineSearch) implements Rule {
        @Override
        public String course() {
            return steps + "×" + iterations + " steps";
        }
    }

    /** Those that libtorch has in C++. */
    static List<Rule> all() {
        return List.of(
                new Sgd("SGD", 0.5, 0, 0, false, 0),
                new Sgd("SGD momentum", 0.1, 0.9, 0, false, 0),
                new Sgd("SGD dampening", 0.3, 0.9, 0.5, false, 1e-3),
                new Sgd("SGD Nesterov", 0.1, 0.9, 0, true, 1e-3),
                new Adagrad("Adagrad", 0.05, 0, 0, 0),
                new Adagrad("Adagrad decay", 0.05, 0.01, 0.1, 1e-3),
                new RmsProp("RMSProp", 0.003, 0, false, 0),
                new RmsProp("RMSProp momentum", 0.001, 0.9, false, 1e-3),
                new RmsProp("RMSProp centered", 0.003, 0, true, 0),
                new Adam("Adam", 0.01, 0, false),
                new Adam("Adam decay", 0.01, 1e-3, false),
                new Adam("AMSGrad", 0.01, 0, true),
                new AdamW("AdamW", 0.01, 0.01),
                new Lbfgs("L-BFGS", 0.1, 20, 5, false),
                new Lbfgs("L-BFGS Wolfe", 1, 20, 5, true));
    }

    /** Those that it lacks, each with what checks it instead. */
    static Map<String, String> uncompared() {
        String loops = "the formula in plain loops, in ";
        Map<String, String> checks = new LinkedHashMap<>();
        List.of("Adadelta", "Rprop", "ASGD", "Lion").forEach(name -> checks.put(name, loops + "TrajectoryTest"));
        List.of("Adamax", "NAdam", "RAdam", "LAMB").forEach(name -> checks.put(name, loops + "AdamTrajectoryTest"));
        List.of("Adafactor", "Muon").forEach(name -> checks.put(name, loops + "MatrixTrajectoryTest"));
        checks.put("SparseAdam", loops + "SparseTest");
        return checks;
    }
}
