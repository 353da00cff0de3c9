package org.chainrule.runtime;

/** The loops that run on each tile of a product, within one execution. Used again in each run, which allocates nothing. */
final class ProductTile implements MatmulPlan.Tile {
    private final LoopRun[] loops;
    private final Object[][] operands;
    private final int rows;

    ProductTile(ProductRun product) {
        this.loops = product.epilogues().toArray(LoopRun[]::new);
        this.operands = new Object[loops.length][];
        this.rows = product.plan().shape().rows();
    }

    /** Takes the arrays of this run. */
    void bind(Execution execution) {
        for (int i = 0; i < loops.length; i++) {
            operands[i] = loops[i].operands(execution);
        }
    }

    @Override
    public void done(int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        for (int i = 0; i < loops.length; i++) {
            loops[i].tile(operands[i], item * rows + rowFrom, item * rows + rowTo, columnFrom, columnTo);
        }
    }
}
