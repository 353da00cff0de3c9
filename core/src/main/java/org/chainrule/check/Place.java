package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Shape;

/** An entry of an argument, by the argument's number and the entry's place in row-major order. */
record Place(int argument, int element) {
    /** All entries of an argument. */
    static List<Place> all(Problem problem, int argument) {
        List<Place> places = new ArrayList<>();
        for (int element = 0;
                element < problem.arguments().get(argument).shape().size();
                element++) {
            places.add(new Place(argument, element));
        }
        return places;
    }

    /** The index along every axis. */
    List<Integer> index(Shape shape) {
        List<Integer> index = new ArrayList<>();
        int[] strides = shape.strides();
        for (int axis = 0; axis < strides.length; axis++) {
            index.add(element / strides[axis] % shape.extent(axis));
        }
        return index;
    }
}
