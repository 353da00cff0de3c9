package org.chainrule.graph;

import java.util.BitSet;
import java.util.List;

/** What of a step that is run again and again has a use. */
final class Liveness {
    private Liveness() {}

    /**
     * The arguments that some outputs are computed from, where argument i of a step is output i of the step before.
     *
     * @param carries how many outputs become arguments
     * @param needed the outputs that have a use; those that they need from the step before are added
     */
    static BitSet of(Definition step, int carries, BitSet needed) {
        List<BitSet> dependencies = step.dependencies();
        BitSet taken = new BitSet();
        int before;
        do {
            before = needed.cardinality();
            needed.stream().forEach(output -> taken.or(dependencies.get(output)));
            needed.or(taken.get(0, carries));
        } while (needed.cardinality() > before);
        return taken;
    }

    /** The carried values that differ from example to example, where some arguments do. */
    static BitSet spread(Definition step, int carries, int firstCarry, BitSet differing) {
        List<BitSet> dependencies = step.dependencies();
        BitSet all = (BitSet) differing.clone();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int carry = 0; carry < carries; carry++) {
                if (!all.get(carry) && dependencies.get(firstCarry + carry).intersects(all)) {
                    all.set(carry);
                    grows = true;
                }
            }
        }
        return all;
    }
}
