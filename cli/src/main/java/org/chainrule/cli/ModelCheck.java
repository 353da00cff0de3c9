package org.chainrule.cli;

import java.util.Optional;
import java.util.function.Function;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.check.Check;
import org.chainrule.check.Finding;
import org.chainrule.check.GradCheck;
import org.chainrule.check.GradReport;
import org.chainrule.check.Verdict;
import org.chainrule.cli.run.CheckResult;

/**
 * The gradient check of a whole model before it is trained.
 *
 * @param failure all that disagrees, if something does
 */
record ModelCheck(CheckResult result, Optional<String> failure) {
    /** About so many parameters are checked one by one, equally many of each tensor; the others along a direction. */
    private static final int ENTRIES = 40;

    /** New biases are 0: steps in proportion to 1 would cross the kinks of many rectifiers and poolings, whose slopes differ. */
    private static final double SCALE = 0.01;

    /** Checks the gradient of a loss, which is of few examples: each takes its time for every parameter. */
    static <M> ModelCheck of(M model, Function<M, Tensor> loss) {
        int tensors = Tree.leaves(model).size();
        GradReport report = GradCheck.of(loss, model)
                .entries(Math.ceilDiv(ENTRIES, tensors))
                .scale(SCALE)
                .report();
        long checked = report.by(Check.DIFFERENCE).stream()
                .map(Finding::place)
                .distinct()
                .count();
        CheckResult result = new CheckResult(
                (int) checked,
                report.entries(),
                report.worstError(),
                report.with(Verdict.KINK).size(),
                report.passed());
        return new ModelCheck(result, report.passed() ? Optional.empty() : Optional.of(report.toString()));
    }
}
