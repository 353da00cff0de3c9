package org.chainrule.runtime;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.matmul.MatmulPlan;
import org.chainrule.memory.Spares;

/** The loops that run on each tile of a product, within one execution. Used again in each run, which allocates nothing. */
final class ProductTile implements MatmulPlan.Tile {
    private final ProductRun product;
    private final LoopJob[] jobs;
    private final List<Spares<PartJob>> partJobs = new ArrayList<>();
    private final int rows;
    private final int columns;

    ProductTile(ProductRun product, Execution execution) {
        this.product = product;
        this.jobs = new LoopJob[product.epilogues().size()];
        this.rows = product.plan().shape().rows();
        this.columns = product.plan().shape().columns();
        bind(execution);
        for (int i = 0; i < jobs.length; i++) {
            LoopJob job = jobs[i];
            int operand = product.epilogues().get(i).product();
            partJobs.add(new Spares<>(() -> new PartJob(job, operand)));
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
        int from = above + rowFrom;
        for (int i = 0; i < jobs.length; i++) {
            boolean asOne = product.epilogues().get(i).runsOn() && columnTo - columnFrom == columns;
            int to = asOne ? from + 1 : above + rowTo;
            int end = asOne ? (rowTo - rowFrom) * columns : columnTo;
            if (product.out().isPresent()) {
                jobs[i].tile(from, to, columnFrom, end);
            } else {
                int first = begin - above * product.plan().partRow().orElseThrow();
                PartJob job = partJobs.get(i).take();
                job.run(c, first, from, to, columnFrom, end);
                partJobs.get(i).give(job);
            }
        }
    }
}
