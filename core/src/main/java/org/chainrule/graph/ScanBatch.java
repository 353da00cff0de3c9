package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A scan of many examples: a scan whose step takes them all. Sequences keep the time in front, the examples after it. */
final class ScanBatch {
    private ScanBatch() {}

    static Node of(Scan scan, List<Batch> inputs, int count) {
        Definition step = scan.definition();
        int carries = scan.carries();
        BitSet differing = new BitSet();
        for (int i = 0; i < inputs.size(); i++) {
            differing.set(i, inputs.get(i).perExample());
        }
        BitSet spread = Liveness.spread(step, carries, 0, differing);
        List<Node> given = new ArrayList<>();
        List<Boolean> flags = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            boolean sequence = i >= carries && i < carries + scan.sequences();
            flags.add(spread.get(i));
            Node node =
                    spread.get(i) ? inputs.get(i).each(count) : inputs.get(i).node();
            given.add(sequence && spread.get(i) ? node.moved(0, 1) : node);
        }
        Definition all = Derivation.batched(step, flags, count);
        List<Node> outputs = new ArrayList<>(all.outputs());
        for (int carry = 0; carry < carries; carry++) {
            if (!spread.get(carry)) {
                outputs.set(carry, step.outputs().get(carry)); // depends on arguments alone that all examples share
            }
        }
        List<Node> results = Tuple.of(scan.with(all.with(all.arguments(), outputs)), given);
        List<Node> joined = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            boolean last = i < carries;
            boolean history = i >= step.outputs().size();
            int carry = history ? i - step.outputs().size() : i;
            boolean each = !(last || history) || spread.get(carry);
            Node result = each && !last ? results.get(i).moved(1, 0) : results.get(i);
            joined.add(new Batch(result, each).each(count));
        }
        return Enclosing.joined(joined);
    }
}
