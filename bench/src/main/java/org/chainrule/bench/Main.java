package org.chainrule.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chainrule.bench.compare.Bench;
import org.chainrule.bench.compare.Jvm;
import org.chainrule.bench.compare.Peer;
import org.chainrule.bench.compare.Plan;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Task;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times this engine and its peers side by side. */
@Command(
        name = "chainrule bench",
        sortOptions = false,
        subcommands = {Kernels.class, Trajectories.class, Agree.class, Same.class, Costs.class, Endure.class},
        header = "Times workloads in this engine and in its peers, side by side.",
        description = {
            "Each engine runs in a process of its own, pinned to as many processors as threads where taskset is there.",
            "The peers are downloaded from Maven Central when they are first needed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./chainrule bench W2 matmul",
            "  ./chainrule bench --quick",
            "  ./chainrule bench --verify W1 W2",
            "  ./chainrule bench trajectories",
            "  ./chainrule bench agree conv2d qr",
            "  ./chainrule bench bits W2",
            "  ./chainrule bench costs",
            "  ./chainrule bench endure W2 --minutes 10",
            "  ./chainrule bench jmh Softmax"
        })
public final class Main implements Callable<Integer> {
    private static final String MATMUL = "matmul";
    private static final String TRANSPOSES = "matmul-transposes";
    private static final List<String> USUAL =
            List.of("W1", "W2", "W3", "W4", "W5-sparse", "W5-dense", "W6", "W7", "W8", "W8b", "W9", MATMUL);

    @Option(names = "--help", usageHelp = true, description = "shows this text")
    private boolean help;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            paramLabel = "WORKLOAD",
            completionCandidates = Rows.class,
            description =
                    "${COMPLETION-CANDIDATES}, or matmul for all sizes, matmul-transposes for all sizes with a side "
                            + "transposed (as matmul-512-ta, matmul-512-tb, matmul-512-ta-tb) (default: ${DEFAULT-VALUE})")
    private List<String> workloads = USUAL;

    @Option(names = "--threads", description = "threads of each engine (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(names = "--rounds", description = "processes for each engine and workload (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "time that counts in each process (default: ${DEFAULT-VALUE})")
    private double seconds = 3;

    @Option(names = "--warm", description = "time before it, which does not (default: ${DEFAULT-VALUE})")
    private double warm = 6;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            description = "tfjava, libtorch, or none (default: both)")
    private List<String> peers = Peer.all().stream().map(Peer::name).toList();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "another option for this engine's virtual machine, as --jvm=-XX:UseAVX=2")
    private List<String> ownOptions = List.of();

    @Option(names = "--quick", description = "one short round, one process an engine: under a minute")
    private boolean quick;

    @Option(
            names = "--verify",
            description = "compare the engines' numbers from the same weights instead of their times")
    private boolean verify;

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** The exit code: 0, 1 if this engine failed, 2 for a mistake in the arguments, which is told in one line. */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((mistake, _) -> {
                    System.err.println("chainrule bench: " + mistake.getMessage() + " (--help shows what there is)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure))
                .execute(arguments);
    }

    /** Work that could not be done, as an engine that cannot be downloaded, is told in one line; all else is a mistake of ours. */
    static int failed(Exception failure) {
        if (failure instanceof IllegalStateException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException) {
            System.err.println("chainrule bench: " + failure.getMessage());
        } else {
            System.err.println("chainrule bench: a mistake of the program, please report it:");
            failure.printStackTrace();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws InterruptedException {
        check("--threads", threads, 1);
        check("--rounds", rounds, 1);
        check("--seconds", seconds, 0);
        check("--warm", warm, 0);
        List<Task> tasks = workloads.stream().flatMap(this::tasks).distinct().toList();
        List<Peer> chosen = peers.equals(List.of("none"))
                ? List.of()
                : peers.stream().map(this::peer).toList();
        if (verify && chosen.stream().noneMatch(peer -> peer.name().equals(Bench.REFERENCE))) {
            throw wrong("--verify compares with " + Bench.REFERENCE + ": let it be among the --peers");
        }
        Plan plan = quick
                ? Plan.quick(tasks, threads, 1 + chosen.size())
                : new Plan(tasks, threads, rounds, warm, seconds, false);
        List<String> options = new ArrayList<>(ownOptions);
        if (quick) {
            // there is no time for two tiers of code, and it is the second that is compared
            options.add(Jvm.VECTORS_AT_ONCE);
        }
        Bench bench = Bench.of(plan, chosen, options);
        return (verify ? bench.verify() : bench.compare()) ? 0 : 1;
    }

    /** What can be asked for by name. */
    private static final class Rows implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Task.all().stream().map(Task::row).iterator();
        }
    }

    private Stream<Task> tasks(String workload) {
        if (workload.equals(MATMUL)) {
            return Task.all().stream().filter(Product.class::isInstance);
        }
        if (workload.equals(TRANSPOSES)) {
            return Task.transposes().stream();
        }
        return Stream.of(Task.named(workload)
                .orElseThrow(() -> wrong("no workload " + workload + "; there are "
                        + String.join(" ", Task.all().stream().map(Task::row).toList())
                        + " and matmul for all sizes, matmul-transposes for all with a side transposed")));
    }

    private Peer peer(String name) {
        return Peer.named(name)
                .orElseThrow(() -> wrong("no peer " + name + "; there are tfjava and libtorch, or none"));
    }

    List<String> workloads() {
        return List.copyOf(workloads);
    }

    private void check(String option, Number value, int least) {
        if (!(value.doubleValue() >= least) || Double.isInfinite(value.doubleValue())) {
            throw wrong(option + " " + value + ": at least " + least);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
