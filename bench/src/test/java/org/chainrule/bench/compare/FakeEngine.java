package org.chainrule.bench.compare;

import java.util.List;
import org.chainrule.bench.protocol.Engine;
import org.chainrule.bench.protocol.Order;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Timing;
import org.chainrule.bench.protocol.Workload;

/** An engine of its own process that can be asked to go wrong: by an exception in W2, by ending the process in W3. */
final class FakeEngine implements Engine, Workload {
    private FakeEngine() {}

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
        if (task.row().equals("W3")) {
            System.err.println("a native library has crashed");
            Runtime.getRuntime().halt(3);
        }
        return this;
    }

    @Override
    public void step() {}

    @Override
    public double[] observedStep() {
        return new double[] {1};
    }
}
