package org.chainrule.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * The engines of a comparison.
 *
 * @param columns the names of all that were asked for, this engine first
 * @param ready those that can be run
 */
public record Lineup(List<String> columns, List<Contender> ready) {
    /** This engine and its peers; a peer that cannot be run is left out, with a line that says why. */
    public static Lineup of(List<Peer> peers, List<String> ownOptions, Checkout checkout) throws InterruptedException {
        List<String> columns = new ArrayList<>();
        List<Contender> ready = new ArrayList<>();
        Contender own = Contender.own(ownOptions);
        columns.add(own.name());
        ready.add(own);
        for (Peer peer : peers) {
            columns.add(peer.name());
            switch (Installation.of(peer, checkout)) {
                case Installation.Ready(Contender contender) -> ready.add(contender);
                case Installation.Missing(String reason) -> System.err.println(peer.name() + " is left out: " + reason);
            }
        }
        return new Lineup(List.copyOf(columns), List.copyOf(ready));
    }
}
