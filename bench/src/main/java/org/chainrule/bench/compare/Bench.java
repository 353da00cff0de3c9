package org.chainrule.bench.compare;

import java.util.List;

/** A comparison as the command asks for it. */
public record Bench(Plan plan, List<Peer> peers, List<String> ownOptions, Checkout checkout) {
    /** The peer whose numbers count as right. */
    public static final String REFERENCE = "libtorch";

    /**
     * @throws IllegalStateException if the peers' programs are not there
     */
    public static Bench of(Plan plan, List<Peer> peers, List<String> ownOptions) {
        Checkout checkout = Checkout.find()
                .orElseThrow(() -> new IllegalStateException("the benchmark runs in a checkout of the repository"));
        return new Bench(plan, peers, ownOptions, checkout);
    }

    /** Prints times; whether this engine has one for each task. */
    public boolean compare() throws InterruptedException {
        System.out.println(Machine.current().text());
        System.out.println(
                "threads " + plan.threads() + (Pinning.prefix(plan.threads()).isEmpty() ? ", not pinned" : ", pinned"));
        System.out.println();
        return comparison().print();
    }

    /** Prints differences; whether this engine's numbers are right. */
    public boolean verify() throws InterruptedException {
        return comparison().verify();
    }

    private Comparison comparison() throws InterruptedException {
        return new Comparison(plan, Lineup.of(peers, ownOptions, checkout), checkout.root());
    }
}
