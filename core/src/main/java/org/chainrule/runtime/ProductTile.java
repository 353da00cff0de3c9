package org.chainrule.runtime;

import java.util.ArrayList;
import java.util.List;

/** The loops that run on each tile of a product, within one execution. Used again in each run, which allocates nothing. */
final class ProductTile implements MatmulPlan.Tile {
    private final ProductRun product;
    private final LoopJob[] jobs;
    private final List<MatmulPool<PartJob>> partJobs = new ArrayList<>();
    private final int rows;

    ProductTile(ProductRun product, Execution execution) {
        this.product = product;
        this.jobs = new LoopJob[product.epilogues().size()];
        this.rows = product.plan().shape().rows();
        bind(execution);
        for (int i = 0; i < jobs.length; i++) {
            LoopJob job = jobs[i];
            int operand = product.epilogues().get(i).product();
            partJobs.add(new MatmulPool<>(() -> new PartJob(job, operand)));
        }
    }

    /** Takes the arrays of this run. */
    void bind(Execution execution) {
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = product.epilogues().get(i).loop().job(execution);
        }
    }

    @Override
    public void done(Object c, int begin, int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        // the loops count the rows of all products of the batch
        int above = item * rows;
        for (int i = 0; i < jobs.length; i++) {
            if (product.out().isPresent()) {
                jobs[i].tile(above + rowFrom, above + rowTo, columnFrom, columnTo);
            } else {
                int first = begin - above * product.plan().partRow().orElseThrow();
                PartJob job = partJobs.get(i).take();
                job.run(c, first, above + rowFrom, above + rowTo, columnFrom, columnTo);
                partJobs.get(i).give(job);
            }
        }
    }
}
