package org.chainrule.codegen;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.Elementwise;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Step;

/**
 * How much code a kernel becomes, in vector operations, and how much is too much. See
 * {@code docs/decisions/0003-kernel-size.md}.
 */
public final class KernelWeight {
    /** Heavier kernels should be cut: HotSpot compiles them late, or (beyond about 1.3 times of this) not at all. */
    public static final int LIMIT = 200;
    /** Heavier kernels should not have four vectors side by side, which are six bodies with those for what is left of a row. */
    public static final int SIDE_BY_SIDE = LIMIT / 3;
    /** Of a load, whose address is computed too. */
    public static final int LOAD = 4;
    /** Of a store. */
    public static final int STORE = 5;
    /** Of a reduction, whose partial results are put together after the loop. */
    public static final int REDUCE = 10;

    private KernelWeight() {}

    /** Of an elementwise operation on inputs of these dtypes: addition is 1, exp of floats about 20. */
    public static int of(Elementwise op, List<DType> inputs) {
        Survey survey = new Survey();
        op.forward(survey, inputs);
        return survey.words();
    }

    /** Of a kernel. What several passes need counts once in each of them. */
    public static int of(Kernel kernel) {
        KernelPlan plan = new KernelPlan(kernel);
        int weight = STORE * kernel.stores().size();
        for (int pass = 0; pass < plan.passes(); pass++) {
            weight += REDUCE * plan.reductionsOf(pass).size();
            for (int step : plan.columnSteps(pass)) {
                weight += plan.kept(step, pass).isPresent() ? LOAD : of(plan, step);
            }
            for (int step : plan.uniformsOf(pass)) {
                weight += of(plan, step);
            }
        }
        return weight;
    }

    /** Of a step, without those that it needs. */
    static int of(KernelPlan plan, int step) {
        return switch (plan.kernel().steps().get(step)) {
            case Step.Load _ -> LOAD;
            case Step.Apply apply ->
                of(apply.op(), apply.arguments().stream().map(plan::dtype).toList());
            case Step.Position _ -> 2;
            case Step.Literal _, Step.Bound _, Step.Coefficient _, Step.Reduce _, Step.Running _ -> 1;
        };
    }
}
