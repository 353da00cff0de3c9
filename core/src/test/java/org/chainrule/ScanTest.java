package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Topology;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recurrent network as a scan, against the same network written out. */
class ScanTest {
    record Cell(Tensor w, Tensor u, Tensor b) {
        Scan.Step<Tensor, Tensor> step(Tensor h, Tensor x) {
            Tensor next = h.matmul(w).add(x.matmul(u)).add(b).tanh();
            return new Scan.Step<>(next, next.mul(x.sum()));
        }
    }

    record Problem(Cell cell, Tensor first, Tensor xs) {}

    private static Problem problem(int steps, int batch, int width, DType dtype) {
        RandomKey key = RandomKey.of(3);
        Cell cell = new Cell(
                normal(key.fold(1), dtype, 0.5, width, width),
                normal(key.fold(2), dtype, 0.5, 3, width),
                normal(key.fold(3), dtype, 0.5, width));
        return new Problem(
                cell, normal(key.fold(4), dtype, 1, batch, width), normal(key.fold(5), dtype, 1, steps, batch, 3));
    }

    private static Tensor normal(RandomKey key, DType dtype, double scale, int... extents) {
        return Tensor.of(key.normal(Shape.of(extents)).mul(scale).cast(dtype).data());
    }

    private static Tensor loss(Scan.Step<Tensor, Tensor> end) {
        return end.output().mul(end.output()).sum().add(end.carry().sum());
    }

    private static Tensor scanned(Problem p) {
        return loss(Scan.of(p.cell()::step).over(p.first(), p.xs()));
    }

    private static Tensor unrolled(Problem p) {
        Tensor h = p.first();
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < p.xs().shape().extent(0); t++) {
            Scan.Step<Tensor, Tensor> step = p.cell()
                    .step(h, p.xs().slice(0, t, t + 1).reshape(p.xs().shape().without(0)));
            h = step.carry();
            outputs.add(step.output());
        }
        return loss(new Scan.Step<>(h, Tensor.stack(0, outputs)));
    }

    private static Problem gradient(Function<Problem, Tensor> loss, Problem p) {
        return Gradient.of(loss.apply(p)).at(p);
    }

    /** The gradient of the gradient's squares. */
    private static Problem second(Function<Problem, Tensor> loss, Problem p) {
        Problem first = gradient(loss, p);
        Tensor sum = Tree.leaves(first).stream()
                .map(leaf -> leaf.square().sum())
                .reduce(Tensor::add)
                .orElseThrow();
        return Gradient.of(sum).at(p);
    }

    private static void close(Object actual, Object expected, double tolerance) {
        List<Tensor> leaves = Tree.leaves(actual);
        List<Tensor> others = Tree.leaves(expected);
        for (int i = 0; i < leaves.size(); i++) {
            double[] wanted = others.get(i).toDoubles();
            double largest =
                    java.util.Arrays.stream(wanted).map(Math::abs).max().orElse(0);
            assertThat(leaves.get(i).toDoubles()).containsExactly(wanted, within(tolerance * Math.max(1, largest)));
        }
    }

    @Test
    void isTheLoopWrittenOut() {
        Problem p = problem(5, 2, 4, DType.FLOAT64);
        close(scanned(p), unrolled(p), 1e-12);
        close(gradient(ScanTest::scanned, p), gradient(ScanTest::unrolled, p), 1e-12);
        close(second(ScanTest::scanned, p), second(ScanTest::unrolled, p), 1e-12);
        Problem direction = problem(5, 2, 4, DType.FLOAT64);
        close(
                Tangent.of(scanned(p)).along(p, direction),
                Tangent.of(unrolled(p)).along(p, direction),
                1e-12);
    }

    @Test
    void isTheLoopWrittenOutWhenCompiled() {
        Problem p = problem(6, 5, 17, DType.FLOAT32);
        close(Compiled.of(ScanTest::scanned).apply(p), unrolled(p), 1e-5);
        Compiled<Problem, Problem> gradient = Compiled.of(q -> gradient(ScanTest::scanned, q));
        close(gradient.apply(p), gradient(ScanTest::unrolled, p), 1e-5);
        Compiled<Problem, Problem> second = Compiled.of(q -> second(ScanTest::scanned, q));
        close(second.apply(p), second(ScanTest::unrolled, p), 1e-4);
        Compiled<Problem, Tensor> tangent =
                Compiled.of(q -> Tangent.of(scanned(q)).along(q, p));
        close(tangent.apply(p), Tangent.of(unrolled(p)).along(p, p), 1e-5);
    }

    @Test
    void passesTheGradientCheck() {
        GradCheck.of(ScanTest::scanned, problem(3, 2, 3, DType.FLOAT32))
                .order(2)
                .entries(6)
                .assertPassed();
    }

    @Test
    void givesTheSameBitsWithAnyNumberOfThreads() {
        Problem p = problem(7, 33, 65, DType.FLOAT32);
        Function<Problem, Problem> function = q -> gradient(ScanTest::scanned, q);
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3}) {
            Problem g = Compiled.on(Workers.of(threads), function).apply(p);
            results.add(g.cell().w().toFloats());
            results.add(g.xs().toFloats());
        }
        for (int i = 2; i < results.size(); i++) {
            assertThat(results.get(i)).containsExactly(results.get(i % 2));
        }
    }

    @Test
    void aThousandStepsAreTracedOnce() {
        AtomicInteger traces = new AtomicInteger();
        Compiled<Tensor, Tensor> decay = Compiled.of(x -> Gradient.of(Scan.times(1000, x, (Tensor h) -> {
                            traces.incrementAndGet();
                            return new Scan.Step<>(h.mul(0.999), h.sum());
                        })
                        .carry()
                        .sum())
                .at(x));
        Tensor x = Tensor.ones(3);
        assertThat(decay.apply(x).toDoubles()).containsOnly((double) power(0.999f, 1000));
        assertThat(traces).hasValue(1);
        assertThat(decay.explain(x).lines().count()).isLessThan(60);
    }

    private static float power(float base, int exponent) {
        float power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    @Test
    void ofNoStepsIsWhereItBegan() {
        Problem p = problem(0, 2, 4, DType.FLOAT64);
        for (Function<Problem, Problem> gradient : List.<Function<Problem, Problem>>of(
                q -> gradient(ScanTest::scanned, q), Compiled.of(q -> gradient(ScanTest::scanned, q)))) {
            Problem g = gradient.apply(p);
            assertThat(g.first().toDoubles()).containsOnly(1);
            assertThat(g.cell().w().toDoubles()).containsOnly(0);
            assertThat(g.xs().shape()).isEqualTo(Shape.of(0, 2, 3));
        }
        Scan.Step<Tensor, Tensor> end = Scan.of(p.cell()::step).over(p.first(), p.xs());
        assertThat(end.carry().toDoubles()).containsExactly(p.first().toDoubles());
        assertThat(end.output().shape()).isEqualTo(Shape.of(0, 2, 4));
    }

    @Test
    void outputsThatTurnOutToBeUnreadAreLetGo() {
        Tensor x = Tensor.of(0.5, -1.0, 2.0);
        Function<Tensor, Scan.Step<Tensor, Tensor>> scan =
                q -> Scan.of((Tensor c, Tensor e) -> new Scan.Step<>(c.mul(e).tanh(), c.sub(e)))
                        .over(q.sum(), q);
        Function<Tensor, Tensor> none =
                q -> Scan.of((Tensor c, Tensor e) -> new Scan.Step<>(c.mul(e).tanh(), c.sub(e)))
                        .over(q.sum(), q.slice(0, 0, 0))
                        .output()
                        .sum();
        Function<Tensor, Tensor> empty = q -> Scan.of((Tensor c, Tensor e) ->
                        new Scan.Step<>(c, q.slice(0, 0, 0).mul(e)))
                .over(q.sum(), q)
                .output();
        Function<Tensor, Tensor> slice = q ->
                scan.apply(q).carry().add(scan.apply(q).output().slice(0, 0, 0).sum());
        Function<Tensor, Tensor> where = q -> Tensor.of(true)
                .get(0, 0)
                .where(scan.apply(q).carry(), scan.apply(q).output().sum());
        for (Function<Tensor, Tensor> each : List.of(none, empty, slice, where)) {
            close(Compiled.of(each).apply(x), each.apply(x), 1e-12);
            assertThat(Compiled.of(each).apply(x).shape())
                    .isEqualTo(each.apply(x).shape());
        }
    }

    @Test
    void runsFromTheLastElementToTheFirst() {
        Tensor xs = Tensor.of(1.0, 2, 3, 4);
        Scan.Step<Tensor, Tensor> end = Scan.of(
                        (Tensor sum, Tensor x) -> new Scan.Step<>(sum.mul(2).add(x), sum))
                .reversed()
                .over(Tensor.scalar(0, DType.FLOAT64), xs);
        assertThat(end.carry().item()).isEqualTo(1 + 2 * (2 + 2 * (3 + 2 * 4)));
        assertThat(end.output().toDoubles()).containsExactly(24, 11, 4, 0);
        assertThat(Gradient.of(end.carry()).at(xs).toDoubles()).containsExactly(1, 2, 4, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 9})
    void segmentsChangeNothingButMemory(int segment) {
        Problem p = problem(7, 2, 4, DType.FLOAT64);
        for (boolean reversed : new boolean[] {false, true}) {
            Function<Problem, Tensor> plain = q -> loss(scan(q, reversed).over(q.first(), q.xs()));
            Function<Problem, Tensor> segmented =
                    q -> loss(scan(q, reversed).segments(segment).over(q.first(), q.xs()));
            close(segmented.apply(p), plain.apply(p), 1e-13);
            close(gradient(segmented, p), gradient(plain, p), 1e-12);
        }
    }

    private static Scan<Tensor, Tensor, Tensor> scan(Problem p, boolean reversed) {
        Scan<Tensor, Tensor, Tensor> scan = Scan.of(p.cell()::step);
        return reversed ? scan.reversed() : scan;
    }

    @Test
    void segmentsNeedLessMemory() {
        Problem p = problem(256, 4, 64, DType.FLOAT32);
        Function<Problem, Tensor> last =
                q -> Scan.of(q.cell()::step).over(q.first(), q.xs()).carry().sum();
        Function<Problem, Tensor> segmented = q -> Scan.of(q.cell()::step)
                .segments(16)
                .over(q.first(), q.xs())
                .carry()
                .sum();
        Compiled<Problem, Tensor> whole =
                Compiled.of(q -> gradient(last, q).cell().w());
        Compiled<Problem, Tensor> parts =
                Compiled.of(q -> gradient(segmented, q).cell().w());
        assertThat(arena(parts.explain(p)) * 4).isLessThan(arena(whole.explain(p)));
        assertThat(parts.apply(p).toFloats()).containsExactly(whole.apply(p).toFloats());
    }

    static long arena(String explanation) {
        return explanation
                .lines()
                .filter(line -> line.startsWith("  arena "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".* (\\d+) bytes", "$1")))
                .sum();
    }

    @Test
    void whatNothingReadsIsNotKept() {
        Problem p = problem(100, 4, 16, DType.FLOAT32);
        Compiled<Problem, Tensor> last =
                Compiled.of(q -> Scan.of(q.cell()::step).over(q.first(), q.xs()).carry());
        // nothing of 100 steps is stored
        assertThat(arena(last.explain(p))).isLessThan(100 * 4 * 16 * 4);
    }

    @Test
    void scansNest() {
        Tensor matrix = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
        Function<Tensor, Tensor> nested = m -> Scan.of((Tensor outer, Tensor row) -> {
                    Scan.Step<Tensor, Tensor> inner = Scan.of((Tensor sum, Tensor x) ->
                                    new Scan.Step<>(sum.add(x.mul(outer)).sin(), sum.mul(x)))
                            .over(outer, row);
                    return new Scan.Step<>(inner.carry(), inner.output());
                })
                .over(Tensor.scalar(0.5, DType.FLOAT64), m)
                .output()
                .sum();
        double expected = 0;
        double carry = 0.5;
        for (int i = 0; i < 2; i++) {
            double outer = carry;
            for (int j = 0; j < 3; j++) {
                double x = matrix.toDoubles()[i * 3 + j];
                expected += carry * x;
                carry = Math.sin(carry + x * outer);
            }
        }
        assertThat(nested.apply(matrix).item()).isEqualTo(expected, within(1e-12));
        GradCheck.of(nested, matrix).order(2).assertPassed();
        close(
                Compiled.of((Tensor m) -> Gradient.of(nested.apply(m)).at(m)).apply(matrix),
                Gradient.of(nested.apply(matrix)).at(matrix),
                1e-12);
    }

    @Test
    void worksWithinACheckpointAndWithOneInside() {
        Problem p = problem(4, 2, 3, DType.FLOAT64);
        Function<Problem, Tensor> around = Checkpoint.of(ScanTest::scanned);
        Function<Problem, Tensor> inside = q -> loss(Scan.of((Tensor h, Tensor x) -> {
                    Tensor next = Checkpoint.of(
                                    (Tensor before) -> q.cell().step(before, x).carry())
                            .apply(h);
                    return new Scan.Step<>(next, next.mul(x.sum()));
                })
                .over(q.first(), q.xs()));
        for (Function<Problem, Tensor> loss : List.of(around, inside)) {
            close(gradient(loss, p), gradient(ScanTest::scanned, p), 1e-12);
            close(Compiled.of((Problem q) -> gradient(loss, q)).apply(p), gradient(ScanTest::scanned, p), 1e-12);
        }
    }

    @Test
    void countersAndKeysAreCarriedToo() {
        record State(Tensor step, Tensor sum) {}
        State end = Scan.times(5, new State(Tensor.scalar(0, DType.INT32), Tensor.of(1.0, 2)), (State s) -> {
                    Tensor number = s.step().cast(DType.FLOAT64);
                    return new Scan.Step<>(new State(s.step().add(1), s.sum().mul(number.add(1))), s.step());
                })
                .carry();
        assertThat(end.step().toInts()).containsExactly(5);
        assertThat(end.sum().toDoubles()).containsExactly(120, 240);
        Tensor start = Tensor.of(1.0, 2);
        Tensor last = Scan.times(
                        5,
                        new State(Tensor.scalar(0, DType.INT32), start),
                        (State s) -> new Scan.Step<>(
                                new State(
                                        s.step().add(1),
                                        s.sum().mul(s.step().cast(DType.FLOAT64).add(1))),
                                List.of()))
                .carry()
                .sum();
        assertThat(Gradient.of(last.sum()).at(start).toDoubles()).containsExactly(120, 120);
    }

    @Test
    void everyExampleHasItsOwnLoop() {
        Problem p = problem(4, 2, 3, DType.FLOAT64);
        Tensor many = Tensor.stack(0, List.of(p.xs(), p.xs().mul(2), p.xs().neg()));
        Tensor batched = Vectorize.of((Tensor xs) -> gradient(ScanTest::scanned, new Problem(p.cell(), p.first(), xs))
                        .cell()
                        .w())
                .apply(many);
        List<Tensor> looped = new ArrayList<>();
        for (Tensor xs : List.of(p.xs(), p.xs().mul(2), p.xs().neg())) {
            looped.add(gradient(ScanTest::scanned, new Problem(p.cell(), p.first(), xs))
                    .cell()
                    .w());
        }
        close(batched, Tensor.stack(0, looped), 1e-12);
    }

    @Test
    void errorsSpeakBeforeAnythingRuns() {
        Tensor h = Tensor.zeros(2);
        assertThatThrownBy(() -> Scan.of((Tensor c, Tensor x) -> new Scan.Step<>(c.cast(DType.FLOAT64), x))
                        .over(h, Tensor.zeros(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("scan: float32[2] and float64[2]");
        assertThatThrownBy(() -> Scan.of((Tensor c, List<Tensor> x) -> new Scan.Step<>(c, x))
                        .over(h, List.of(Tensor.zeros(3), Tensor.zeros(4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3] and [4]");
        assertThatThrownBy(() ->
                        Scan.of((Tensor c, Tensor x) -> new Scan.Step<>(c, x)).over(h, Tensor.scalar(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("counts the steps");
        assertThatThrownBy(() -> Scan.of((Tensor c, List<Tensor> x) -> new Scan.Step<>(c, x))
                        .over(h, List.of()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("times");
        assertThatThrownBy(() ->
                        Scan.of((Tensor c, Tensor x) -> new Scan.Step<>(c, x)).segments(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scan.times(3, h, (Tensor c) -> {
                    throw new java.util.NoSuchElementException("mine");
                }))
                .isInstanceOf(java.util.NoSuchElementException.class)
                .satisfies(e -> assertThat(e.getStackTrace()[0].getFileName()).isEqualTo("ScanTest.java"));
    }

    @Test
    void aThousandStepsCompileToWhatOneCompilesTo() {
        assertThat(shape(1000)).isEqualTo(shape(1));
        assertThat(traced(1000)).isEqualTo(traced(1)).isLessThan(200);
    }

    private static Compiled<Problem, Problem> gradient() {
        return Compiled.of(p -> Gradient.of(scanned(p)).at(p));
    }

    /** Nodes, kernels, instructions and buffers of forward and backward, without the sizes and where buffers lie. */
    private static List<String> shape(int steps) {
        String explained = gradient().explain(problem(steps, 2, 4, DType.FLOAT32));
        return explained
                .lines()
                .map(line -> line.replaceAll("^ *\\d+:|arena .*|float32 \\d+ to .*|\\d+ rows × \\d+ columns", ""))
                .map(line -> line.replaceAll("\\[[\\d, ]*\\]|scan of \\d+ steps|%\\d+", ""))
                .sorted()
                .toList();
    }

    /** The nodes of the graph of the gradient, those inside of loops included. */
    private static int traced(int steps) {
        Deque<List<Node>> pending = new ArrayDeque<>();
        Problem p = problem(steps, 2, 4, DType.FLOAT32);
        pending.add(Tree.leaves(Gradient.of(scanned(p)).at(p)).stream()
                .map(Tensor::node)
                .toList());
        int count = 0;
        while (!pending.isEmpty()) {
            for (Node node : Topology.of(pending.removeFirst())) {
                count++;
                if (node.op() instanceof Enclosing enclosing) {
                    pending.add(enclosing.definition().outputs());
                }
            }
        }
        return count;
    }
}
