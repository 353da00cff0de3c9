package org.chainrule.runtime;

/** The loops that run on each tile of a product, within one execution. Used again in each run, which allocates nothing. */
final class ProductTile implements MatmulPlan.Tile {
    private final LoopRun[] loops;
    private final LoopJob[] jobs;
    private final int rows;

    ProductTile(ProductRun product) {
        this.loops = product.epilogues().toArray(LoopRun[]::new);
        this.jobs = new LoopJob[loops.length];
        this.rows = product.plan().shape().rows();
    }

    /** Takes the arrays of this run. */
    void bind(Execution execution) {
        for (int i = 0; i < loops.length; i++) {
            jobs[i] = loops[i].job(execution);
        }
    }

    @Override
    public void done(int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        for (LoopJob job : jobs) {
            job.tile(item * rows + rowFrom, item * rows + rowTo, columnFrom, columnTo);
        }
    }
}
