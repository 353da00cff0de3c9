package org.chainrule.bench.tfjava;

import java.util.List;
import org.chainrule.bench.protocol.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** One run of the session is one training step; the batches are fed in turn. */
final class Training implements Workload {
    /** What is fed in the place of an input. */
    record Feed(Placeholder<?> input, TType value) {}

    private final Session session;
    private final List<List<Feed>> batches;
    private final List<Op> updates;
    private final Operand<TFloat32> loss;
    private int steps;

    private Training(Session session, List<List<Feed>> batches, List<Op> updates, Operand<TFloat32> loss) {
        this.session = session;
        this.batches = batches;
        this.updates = updates;
        this.loss = loss;
    }

    /** On batches in turn. */
    static Training of(Model model, int threads, List<List<Feed>> batches, List<Op> updates, Operand<TFloat32> loss) {
        return new Training(model.start(threads), batches, updates, loss);
    }

    private Session.Runner runner() {
        Session.Runner runner = session.runner();
        batches.get(steps++ % batches.size()).forEach(feed -> runner.feed(feed.input(), feed.value()));
        updates.forEach(runner::addTarget);
        return runner;
    }

    @Override
    public void step() {
        runner().run().close();
    }

    @Override
    public double[] observedStep() {
        try (Result result = runner().fetch(loss).run()) {
            return new double[] {((TFloat32) result.get(0)).getFloat()};
        }
    }

    @Override
    public void close() {
        session.close();
        batches.stream().flatMap(List::stream).map(Feed::value).distinct().forEach(TType::close);
    }
}
