package org.chainrule.graph;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An operation that computes each element of its result from the elements of its inputs at the same place. It states
 * its forward value in {@link Lanes} and its local gradients, and both modes of differentiation follow from these.
 */
public sealed interface Elementwise extends Op
        permits Unary, Binary, Comparison, Select, Cast, RandomBits, StopGradient {
    /** The method that users call, by which errors tell of the operation. */
    default String called() {
        String words = toString().toLowerCase(Locale.ROOT);
        return Pattern.compile("_(.)")
                .matcher(words)
                .replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
    }

    /** The number of inputs. */
    int arity();

    /** The forward value of one element, or of a vector of them. */
    <V> V forward(Lanes<V> lanes, List<V> inputs);

    /** The local gradient: the derivative of the result by one input. Only asked where {@link #differentiable}. */
    Node local(Node node, int input);

    /**
     * {@code flow × local}, which serves both modes. 0·∞ counts as 0: where nothing flows nothing arrives, though the local
     * gradient be infinite, as at an element that a select did not take; and what does not move takes no infinite flow further,
     * as ReLU below 0.
     */
    default Node through(Node node, int input, Node flow) {
        Node local = local(node, input);
        // so that both terms of a sum get one node, whatever is found out of it later
        return local.isOne() ? flow : flow.mulNoNan(local);
    }

    @Override
    default Node downstream(Node node, int input, Node upstream) {
        return through(node, input, upstream);
    }

    @Override
    default Node tangent(Node node, int input, Node tangent) {
        return through(node, input, tangent);
    }

    @Override
    default Node batched(Node node, List<Batch> inputs, int count) {
        return Node.of(this, inputs.stream().map(input -> input.each(count)).toList());
    }

    /** The shape that all inputs share. Broadcasting is a node of its own, so they must be equal here. */
    default Shape commonShape(List<Type> inputs) {
        if (inputs.size() != arity()) {
            throw new IllegalArgumentException(this + " takes " + arity() + " inputs, not " + inputs.size());
        }
        Shape shape = inputs.getFirst().shape();
        for (Type input : inputs) {
            if (!input.shape().equals(shape)) {
                throw new ShapeException(
                        called(),
                        "inputs of shapes " + shape + " and " + input.shape(),
                        "broadcast them to one shape first");
            }
        }
        return shape;
    }
}
