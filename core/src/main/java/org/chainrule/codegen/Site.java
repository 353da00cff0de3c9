package org.chainrule.codegen;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Lanes;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/** Where steps are computed: at one column (or none, once a row), or at as many columns as a hardware vector has lanes. */
sealed interface Site permits ScalarSite, VectorSite {
    /** The vocabulary for elementwise operations here. */
    Lanes<Value> lanes();

    /** The elements of an operand, 0 where the mask is false. */
    Value load(int operand, Optional<Value> mask);

    /** The value of a position. */
    Value position(Step.Position position);

    /** Writes a value, or combines it into what the operand holds, if the mask is true. */
    void store(Store store, Value value, Optional<Value> mask);

    /** The value of a step, given those of its arguments. */
    default Value compute(Step step, List<Value> arguments, Rows rows) {
        return switch (step) {
            case Step.Load load -> load(load.operand(), arguments.stream().findFirst());
            case Step.Literal literal ->
                new Value.Constant(
                        literal.dtype(),
                        literal.dtype().isFloating() ? literal.value() : literal.whole(),
                        literal.whole());
            case Step.Position position -> position(position);
            case Step.Bound bound -> rows.bound(bound);
            case Step.Coefficient number -> rows.number(number);
            case Step.Apply apply -> apply.op().forward(lanes(), arguments);
            case Step.Reduce reduce -> throw new IllegalStateException(reduce + " ends a pass");
            case Step.Running running -> running(running, arguments.getFirst());
        };
    }

    /** The running combination up to here. */
    Value running(Step.Running running, Value argument);
}
