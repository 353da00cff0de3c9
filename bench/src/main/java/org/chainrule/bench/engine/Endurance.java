package org.chainrule.bench.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Locale;
import org.chainrule.bench.protocol.Task;

/** Takes steps for long, and tells now and then how much memory is in use. */
final class Endurance {
    private static final int LOOKS = 10;
    private static final double GROWTH = 1 << 20;

    private Endurance() {}

    /** How much there is of what could grow, in bytes. */
    private record Use(double heap, double metaspace) {
        static Use now() {
            System.gc();
            double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            double metaspace = pool("Metaspace");
            return new Use(heap, metaspace);
        }

        boolean hasGrownSince(Use before) {
            return heap > before.heap + GROWTH || metaspace > before.metaspace + GROWTH;
        }
    }

    private static double pool(String name) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().startsWith(name))
                .map(MemoryPoolMXBean::getUsage)
                .mapToDouble(usage -> usage.getUsed())
                .sum();
    }

    /** A row and a number of seconds. */
    public static void main(String... arguments) {
        Task task = Task.named(arguments[0]).orElseThrow();
        double seconds = Double.parseDouble(arguments[1]);
        boolean grown;
        try (Outcome workload = Chainrule.outcome(task)) {
            Use first = look(workload, seconds, 1);
            Use last = first;
            for (int number = 2; number <= LOOKS; number++) {
                last = look(workload, seconds, number);
            }
            grown = last.hasGrownSince(first);
            System.out.println(grown ? "memory has GROWN" : "nothing has grown");
        }
        System.exit(grown ? 1 : 0);
    }

    private static Use look(Outcome workload, double seconds, int number) {
        long begin = System.nanoTime();
        long steps = 0;
        while (System.nanoTime() - begin < seconds / LOOKS * 1e9) {
            workload.step();
            steps++;
        }
        Use use = Use.now();
        System.out.printf(
                Locale.ROOT,
                "%6.1f s  %8d steps  heap %.2f MiB  metaspace %.2f MiB  code %.2f MiB  %d classes  %d threads%n",
                seconds * number / LOOKS,
                steps,
                use.heap() / GROWTH,
                use.metaspace() / GROWTH,
                pool("CodeHeap") / GROWTH,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount());
        return use;
    }
}
