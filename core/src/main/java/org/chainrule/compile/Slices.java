package org.chainrule.compile;

import java.util.Optional;
import java.util.function.Function;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Shape;
import org.chainrule.runtime.GatherRun;
import org.chainrule.runtime.Place;
import org.chainrule.runtime.ScatterRun;

/**
 * The instructions that pick slices of tables and add to them.
 *
 * @param node the operation's
 * @param inputs where a node lies that an instruction reads
 * @param result where the result goes
 */
record Slices(Node node, Storage storage, Function<Node, Place> inputs, Place result) {
    GatherRun picked(Gather gather) {
        Shape table = node.input(0).shape();
        int at = table.axis(gather.axis());
        return new GatherRun(
                inputs.apply(node.input(0)),
                inputs.apply(node.input(1)),
                result,
                table.range(0, at).size(),
                table.extent(at),
                node.input(1).shape().size(),
                table.range(at + 1, table.rank()).size(),
                node.source().toString());
    }

    ScatterRun added(ScatterAdd scatter) {
        Shape table = node.shape();
        Storage.Updates updates = storage.updates(node);
        return new ScatterRun(
                Optional.of(node.input(0))
                        .filter(_ -> !Storage.isIntoZeros(node))
                        .map(inputs),
                inputs.apply(updates.slices()),
                updates.picks().map(this::picks),
                updates.copies(),
                inputs.apply(node.input(2)),
                result,
                table.range(0, scatter.axis()).size(),
                table.extent(scatter.axis()),
                node.input(2).shape().size(),
                table.range(scatter.axis() + 1, table.rank()).size(),
                node.source().toString());
    }

    private ScatterRun.Picks picks(Node gather) {
        return new ScatterRun.Picks(
                inputs.apply(gather.input(1)),
                gather.input(0).shape().extent(0),
                gather.source().toString());
    }
}
