package org.chainrule;

import java.util.List;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;

/**
 * What code over arrays is given: the elements of its inputs in row-major order, as doubles whatever their dtype, and arrays
 * of zeros to fill. A forward is given the operation's inputs; a backward the inputs, then the results, then the upstreams
 * of the floating results; a tangent the inputs, then the results, then the tangents of the floating inputs.
 */
public final class ArrayCall {
    private final List<Type> inputTypes;
    private final List<double[]> inputs;
    private final List<Type> resultTypes;
    private final List<double[]> results;

    ArrayCall(List<Type> inputTypes, List<double[]> inputs, List<Type> resultTypes, List<double[]> results) {
        this.inputTypes = inputTypes;
        this.inputs = inputs;
        this.resultTypes = resultTypes;
        this.results = results;
    }

    /** The elements of an input; the array is the code's own. */
    public double[] input(int index) {
        return inputs.get(index);
    }

    public Shape inputShape(int index) {
        return inputTypes.get(index).shape();
    }

    /** The elements of a result, to be filled; they are rounded to its dtype. */
    public double[] result(int index) {
        return results.get(index);
    }

    public Shape resultShape(int index) {
        return resultTypes.get(index).shape();
    }
}
