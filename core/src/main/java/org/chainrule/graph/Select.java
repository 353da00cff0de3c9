package org.chainrule.graph;

import java.util.List;

/**
 * {@code condition ? yes : no}, element by element. The side that is not taken gets a zero that is selected, never
 * multiplied: 0·∞ cannot arise here.
 */
public enum Select implements Elementwise {
    SELECT;

    @Override
    public String called() {
        return "where";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public Type infer(List<Type> inputs) {
        if (inputs.get(0).dtype() != DType.BOOL) {
            throw new DTypeException(called() + ": the condition is " + inputs.get(0) + ", not bool");
        }
        Accepts.ANY.check(this, inputs.get(1).dtype(), inputs.get(2).dtype());
        return new Type(commonShape(inputs), inputs.get(1).dtype());
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return lanes.select(inputs.get(0), inputs.get(1), inputs.get(2));
    }

    @Override
    public boolean differentiable(int input) {
        return input != 0;
    }

    @Override
    public Node local(Node node, int input) {
        return through(node, input, node.one());
    }

    @Override
    public Node through(Node node, int input, Node flow) {
        Node condition = node.input(0);
        return input == 1 ? condition.select(flow, flow.zero()) : condition.select(flow.zero(), flow);
    }

    static List<Sample> samples() {
        return List.of(Sample.of(SELECT, Domain.FLAGS.input(2, 3), Domain.REALS.input(2, 3), Domain.REALS.input(2, 3)));
    }
}
