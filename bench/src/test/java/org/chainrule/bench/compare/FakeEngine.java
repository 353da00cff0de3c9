package org.chainrule.bench.compare;

import java.util.List;
import org.chainrule.bench.protocol.Engine;
import org.chainrule.bench.protocol.Order;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Timing;
import org.chainrule.bench.protocol.Workload;

/** An engine of its own process that can be asked to go wrong: by an exception in W2, by ending the process in W3 once it is warm. */
final class FakeEngine implements Engine {
    private FakeEngine() {}

    /** Steps that do nothing, or end the process when they are timed. */
    private static final class Steps implements Workload {
        private static final int WARM = 5;

        private final boolean fatal;
        private int steps;

        Steps(boolean fatal) {
            this.fatal = fatal;
        }

        @Override
        public void step() {
            if (fatal && ++steps > WARM) {
                System.err.println("a native library has crashed");
                Runtime.getRuntime().halt(3);
            }
        }

        @Override
        public double[] observedStep() {
            return new double[] {1};
        }
    }

    public static void main(String... arguments) throws InterruptedException {
        if (arguments[0].equals("sleep")) {
            Thread.sleep(600_000);
        }
        System.out.println("some library says hello");
        Order.parse(arguments).carryOut(new FakeEngine());
    }

    static Contender contender() {
        return new Contender("fake", FakeEngine.class.getName(), List.of("-Xshare:auto"), Jvm.classPath());
    }

    static Order order(String... rows) {
        return new Order(Order.Mode.TIME, new Timing(0, 0), 1, List.of(rows));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Workload prepare(Task task) {
        if (task.row().equals("W2")) {
            throw new UnsupportedOperationException("no second one, sorry");
        }
        return new Steps(task.row().equals("W3"));
    }
}
