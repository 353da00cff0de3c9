package org.chainrule.runtime;

import java.util.List;
import java.util.Optional;
import org.chainrule.matmul.MatmulPlan;
import org.chainrule.matmul.ProductPlan;

/**
 * A product of matrices, and the loops that run on each of its tiles while it is in cache.
 *
 * @param out where the product goes; nowhere, if nothing but the loops reads it and its plan computes it in parts
 */
public record ProductRun(ProductPlan plan, Place left, Place right, Optional<Place> out, List<Epilogue> epilogues)
        implements Instruction {
    /**
     * A loop on tiles.
     *
     * @param product which of its operands is the product
     * @param runsOn whether several whole rows may be run as one
     */
    public record Epilogue(LoopRun loop, int product, boolean runsOn) {}

    public ProductRun {
        epilogues = List.copyOf(epilogues);
    }

    @Override
    public void run(Execution execution) {
        Object a = execution.array(left.slot());
        Object b = execution.array(right.slot());
        if (out.isEmpty()) {
            plan.runInParts(a, execution.at(left), b, execution.at(right), execution.workers(), tile(execution));
            return;
        }
        Object c = execution.array(out.get().slot());
        plan.run(
                a,
                execution.at(left),
                b,
                execution.at(right),
                c,
                execution.at(out.get()),
                execution.workers(),
                tile(execution));
    }

    private MatmulPlan.Tile tile(Execution execution) {
        if (epilogues.isEmpty()) {
            return MatmulPlan.Tile.NOTHING;
        }
        ProductTile tile = execution.tile(epilogues.getFirst().loop().number(), this);
        tile.bind(execution);
        return tile;
    }

    @Override
    public String describe() {
        return "matmul " + plan.shape();
    }
}
