package org.chainrule.runtime;

import java.util.List;

/** A product of matrices, and the loops that run on each of its tiles while it is in cache. */
public record ProductRun(ProductPlan plan, Place left, Place right, Place out, List<LoopRun> epilogues)
        implements Instruction {
    public ProductRun {
        epilogues = List.copyOf(epilogues);
    }

    @Override
    public void run(Execution execution) {
        Object a = execution.array(left.slot());
        Object b = execution.array(right.slot());
        Object c = execution.array(out.slot());
        plan.run(
                a,
                execution.at(left),
                b,
                execution.at(right),
                c,
                execution.at(out),
                execution.workers(),
                tile(execution));
    }

    private MatmulPlan.Tile tile(Execution execution) {
        if (epilogues.isEmpty()) {
            return MatmulPlan.Tile.NOTHING;
        }
        ProductTile tile = execution.tile(epilogues.getFirst().number(), this);
        tile.bind(execution);
        return tile;
    }

    @Override
    public String describe() {
        return "matmul " + plan.shape();
    }
}
