package org.chainrule.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.trajectory.Rule;
import org.chainrule.bench.trajectory.Trajectory;

/** The trajectories of this engine's optimizers beside those of libtorch's, from the same weights and data, in float64. */
public final class Courses {
    /** Relative; float64 rounds 100 steps apart by far less. */
    static final double TOLERANCE = 1e-5;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String OWN = "org.chainrule.bench.engine.trajectory.Trajectories";
    private static final String OTHER = "org.chainrule.bench.libtorch.trajectory.Trajectories";

    private Courses() {}

    /** Prints a line for each optimizer; whether all courses are the same. */
    public static boolean print() throws InterruptedException {
        Checkout checkout = Checkout.find()
                .orElseThrow(() -> new IllegalStateException("the comparison runs in a checkout of the repository"));
        Peer peer = Peer.named(Bench.REFERENCE).orElseThrow();
        Contender other = switch (Installation.of(peer, checkout)) {
            case Installation.Ready(Contender contender) -> contender;
            case Installation.Missing(String reason) ->
                throw new IllegalStateException("libtorch cannot be run: " + reason);
        };
        Map<String, Trajectory> own = trajectories(Contender.own(List.of()), OWN, checkout.root());
        Map<String, Trajectory> theirs = trajectories(other, OTHER, checkout.root());
        int agreeing = 0;
        for (Rule rule : Rule.all()) {
            Course course = new Course(
                    rule, Optional.ofNullable(own.get(rule.name())), Optional.ofNullable(theirs.get(rule.name())));
            System.out.println(course.text());
            agreeing += course.agrees() ? 1 : 0;
        }
        Rule.uncompared()
                .forEach((name, check) -> System.out.printf(
                        Locale.ROOT, "%-17s not in libtorch's C++; checked against %s%n", name, check));
        System.out.println(summary(Rule.all().size(), agreeing));
        return agreeing == Rule.all().size();
    }

    static String summary(int compared, int agreeing) {
        return compared + " compared, " + agreeing + " agree, " + (compared - agreeing) + " differ";
    }

    /** One optimizer in both engines. */
    record Course(Rule rule, Optional<Trajectory> own, Optional<Trajectory> other) {
        private double distance() {
            return own.flatMap(mine -> other.map(mine::distance)).orElse(Double.POSITIVE_INFINITY);
        }

        boolean agrees() {
            return distance() <= TOLERANCE;
        }

        /** As {@code Adam   100 steps, loss 2.3 to 0.1, largest distance 1e-12: agrees}. */
        String text() {
            return own.flatMap(mine -> other.map(theirs -> String.format(
                            Locale.ROOT,
                            "%-17s %10s, loss %.4f to %.2e, largest relative distance %.1e: %s",
                            rule.name(),
                            rule.course(),
                            theirs.losses().getFirst(),
                            theirs.losses().getLast(),
                            distance(),
                            agrees() ? "agrees" : "DIFFERS")))
                    .orElse(String.format(
                            Locale.ROOT,
                            "%-17s no trajectory of %s: DIFFERS",
                            rule.name(),
                            own.isEmpty() ? "chainrule" : "libtorch"));
        }
    }

    private static Map<String, Trajectory> trajectories(Contender contender, String main, Path root)
            throws InterruptedException {
        String data = root.resolve("data").resolve("mnist").toString();
        List<String> command = Jvm.command(contender.options(), contender.classPath(), main, List.of(data));
        Child.Outcome outcome = new Child(command, Map.of("OMP_NUM_THREADS", "1"), LIMIT).run(root);
        if (outcome.failed()) {
            System.err.println(contender.name() + ": " + outcome.complaint());
        }
        Map<String, Trajectory> trajectories = new HashMap<>();
        outcome.output().stream()
                .map(Trajectory::parse)
                .flatMap(Optional::stream)
                .forEach(trajectory -> trajectories.put(trajectory.rule(), trajectory));
        return trajectories;
    }
}
