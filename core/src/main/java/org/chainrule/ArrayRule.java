package org.chainrule;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.chainrule.graph.HostCall;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;

/** A derivative rule that is code over arrays. */
record ArrayRule(String name, CustomOp.ArrayCode code, Direction direction) implements CustomOp.Rule {
    enum Direction {
        BACKWARD,
        FORWARD
    }

    @Override
    public List<Tensor> of(CustomOp.Flow flow) {
        List<Type> made = (direction == Direction.BACKWARD ? flow.inputs() : flow.results())
                .stream()
                        .filter(tensor -> tensor.dtype().isFloating())
                        .map(tensor -> tensor.node().type())
                        .toList();
        List<Tensor> given = Stream.of(flow.inputs(), flow.results(), flow.flows())
                .flatMap(List::stream)
                .toList();
        return tensors(new HostCall(name, new Fixed(made), new Plain(code))).apply(given);
    }

    /** A call as a function of tensors. */
    static Function<List<Tensor>, List<Tensor>> tensors(HostCall call) {
        return inputs -> CustomRules.tensors(Tuple.of(call, CustomRules.nodes(inputs)));
    }

    /** Always these types; a value, so that the same call made twice is one. */
    private record Fixed(List<Type> types) implements UnaryOperator<List<Type>> {
        @Override
        public List<Type> apply(List<Type> inputs) {
            return types;
        }
    }

    /** Runs code; a value, as {@link Fixed} is. */
    record Plain(CustomOp.ArrayCode code) implements HostCall.Kernel {
        @Override
        public void run(List<Type> inputTypes, List<double[]> inputs, List<Type> resultTypes, List<double[]> results) {
            code.run(new ArrayCall(inputTypes, inputs, resultTypes, results));
        }
    }
}
