package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.Tree;

/**
 * Checks a gradient: {@code GradCheck.of(loss, model).report().assertPassed()} is one line in a test. The function's
 * graph is differentiated in reverse mode in float64, whatever its dtype, and compared
 *
 * <ul>
 *   <li>entry by entry with central differences (f(x + h) − f(x − h)) / 2h, extrapolated to h → 0 by Richardson's
 *     method, which also says how far they may be off: there is no tolerance to choose, and none that hides an error in
 *     one entry;
 *   <li>for parameters of many entries with differences along a direction in which all entries move, so that no entry
 *     goes unchecked; the entry at fault is found by halving. Entries at a kink are set apart first, and checked one by one;
 *   <li>with forward mode, without any step: ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩;
 *   <li>with Taylor's theorem: the remainder falls with order 2 only if the gradient is right;
 *   <li>at several places at once ({@link org.chainrule.Vectorize}) with a loop over the places;
 *   <li>with itself, traced and computed a second time: to the bit.
 * </ul>
 *
 * <p>Outputs that are no scalar are summed with random weights, which what is reported of them contains. Where the slopes to the two sides differ (ReLU at 0,
 * the largest of equals) a kink is reported, not a failure, if the gradient lies between the two. An instance is
 * immutable.
 *
 * @param <T> the inputs: a tensor, or a record, list or map of tensors
 */
public final class GradCheck<T> {
    private final Function<T, Tensor> function;
    private final T at;
    private final Settings settings;
    private final Optional<Function<T, T>> gradient;
    private final Rule rule;

    private GradCheck(
            Function<T, Tensor> function, T at, Settings settings, Optional<Function<T, T>> gradient, Rule rule) {
        this.function = function;
        this.at = at;
        this.settings = settings;
        this.gradient = gradient;
        this.rule = rule;
    }

    /** The check of a function's gradient at a place, by every floating tensor in it. */
    public static <T> GradCheck<T> of(Function<T, Tensor> function, T at) {
        return new GradCheck<>(function, at, Settings.DEFAULT, Optional.empty(), Rule::own);
    }

    /** The check of a loss's gradient by a model's parameters. */
    public static <M> GradCheck<M> of(M model, Function<M, Tensor> loss) {
        return of(loss, model);
    }

    /** The check of a loss's gradient by a model's parameters, on a batch, which is held fast. */
    public static <M, B> GradCheck<M> of(M model, BiFunction<M, B, Tensor> loss, B batch) {
        return of(parameters -> loss.apply(parameters, batch), model);
    }

    /**
     * Checks derivatives up to that order: 2 is the gradient of the gradient along a random direction. By default 1.
     */
    public GradCheck<T> order(int order) {
        if (order < 1) {
            throw new IllegalArgumentException("order " + order + ": the first is 1");
        }
        return with(new Settings(order, settings.entries(), settings.projections(), settings.scale(), settings.seed()));
    }

    /** Checks at most so many entries of a tensor one by one; the others along a direction. By default 64. */
    public GradCheck<T> entries(int entries) {
        if (entries < 0) {
            throw new IllegalArgumentException(entries + " entries");
        }
        return with(new Settings(settings.order(), entries, settings.projections(), settings.scale(), settings.seed()));
    }

    /**
     * Along how many random directions those entries are checked that are not checked one by one. Each finds an error in any one entry that is a
     * tenth or more of a typical one; several find what cancels in one of them. By default 1.
     */
    public GradCheck<T> projections(int projections) {
        if (projections < 1) {
            throw new IllegalArgumentException(projections + " projections: at least 1");
        }
        return with(new Settings(settings.order(), settings.entries(), projections, settings.scale(), settings.seed()));
    }

    /** Checks along four random directions instead of entry by entry: a few evaluations, however many parameters there are. */
    public GradCheck<T> fast() {
        return entries(0).projections(4);
    }

    /** The size that inputs nearer to zero are taken to have, for the first step of the differences. By default 1. */
    public GradCheck<T> scale(double scale) {
        if (!(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("scale " + scale + ": it is positive");
        }
        return with(new Settings(settings.order(), settings.entries(), settings.projections(), scale, settings.seed()));
    }

    /** Of the choice of entries, weights and directions. By default 1. */
    public GradCheck<T> seed(long seed) {
        return with(new Settings(settings.order(), settings.entries(), settings.projections(), settings.scale(), seed));
    }

    private GradCheck<T> with(Settings changed) {
        return new GradCheck<>(function, at, changed, gradient, rule);
    }

    /** Checks this gradient of a scalar function instead of the engine's, at first order. */
    GradCheck<T> gradient(Function<T, T> other) {
        return new GradCheck<>(function, at, settings, Optional.of(other), rule);
    }

    /** Searches for the operation at fault by these rules instead of the operations' own. */
    GradCheck<T> rule(Rule other) {
        return new GradCheck<>(function, at, settings, gradient, other);
    }

    /** Shorthand for {@code report().assertPassed()}. */
    public void assertPassed() {
        report().assertPassed();
    }

    /** Checks now. */
    public GradReport report() {
        Trace trace = trace();
        Problem problem = problem(trace);
        List<Finding> findings = new ArrayList<>(repeated(problem));
        Optional<Blame> blame = Optional.empty();
        for (int order = 1; order <= settings.order(); order++) {
            List<Finding> found = new Inspection(problem, trace.paths(), order, settings).findings();
            findings.addAll(found);
            findings.addAll(new Together(problem, trace.paths(), order, settings).findings());
            blame = blame.isPresent() ? blame : blame(problem, found);
            problem = order < settings.order() ? problem.derived(settings.random(-order)) : problem;
        }
        long entries = trace.arguments().stream()
                .mapToLong(node -> node.shape().size())
                .sum();
        return new GradReport(findings, entries, blame);
    }

    private Trace trace() {
        return Trace.of(at, tree -> List.of(function.apply(tree)));
    }

    private Problem problem(Trace trace) {
        return gradient.map(this::given)
                .orElseGet(() -> Problem.of(trace.arguments(), trace.outputs(), settings.random(0)));
    }

    /** The problem of which the gradient is given. */
    private Problem given(Function<T, T> other) {
        Trace both = Trace.of(
                at,
                tree -> Stream.concat(
                                Stream.of(function.apply(tree)),
                                Tree.leaves(other.apply(tree)).stream()
                                        .filter(leaf -> leaf.dtype().isFloating()))
                        .toList());
        return Problem.of(
                both.arguments(),
                both.outputs().getFirst(),
                both.outputs().subList(1, both.outputs().size()));
    }

    /** A function with hidden state, or randomness of its own, has no gradient to check. */
    private List<Finding> repeated(Problem first) {
        Problem second = problem(trace());
        if (!Arrays.equals(first.here(), second.here())) {
            return List.of(Finding.ofValue(
                    1,
                    Verdict.WRONG,
                    "the function gives other values for the same inputs:"
                            + " it keeps a state, or draws random numbers without a key"));
        }
        return Arrays.deepEquals(
                        first.computedGradients().toArray(),
                        second.computedGradients().toArray())
                ? List.of()
                : List.of(Finding.ofValue(
                        1,
                        Verdict.WRONG,
                        "the gradient is another one when it is computed again for the same inputs:"
                                + " a backward keeps a state, or draws random numbers without a key"));
    }

    private Optional<Blame> blame(Problem problem, List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG)) {
            return BlameSearch.wrongRule(problem, rule, settings.scale(), settings.random(-1));
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.NON_FINITE)
                ? BlameSearch.nonFinite(problem)
                : Optional.empty();
    }
}
