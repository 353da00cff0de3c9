package org.chainrule.interpret;

import java.util.List;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Span;
import org.chainrule.graph.Window;

/** The reference meaning of movements: for every element, where it comes from. */
final class Movements {
    private Movements() {}

    static Lane move(Movement movement, Node node, List<Lane> inputs) {
        Lane input = inputs.getFirst();
        Shape from = node.input(0).shape();
        int rank = node.shape().rank();
        int[] strides = from.strides();
        return switch (movement) {
            case Movement.Reshape _ -> input;
            case Movement.Broadcast broadcast -> {
                int[] steps = new int[rank];
                for (int axis = 0; axis < from.rank(); axis++) {
                    steps[broadcast.kept().get(axis)] = strides[axis];
                }
                yield gathered(node, input, 0, steps);
            }
            case Movement.Permute permute -> {
                int[] steps = new int[rank];
                for (int axis = 0; axis < rank; axis++) {
                    steps[axis] = strides[permute.order().get(axis)];
                }
                yield gathered(node, input, 0, steps);
            }
            case Movement.Slice slice ->
                gathered(node, input, offset(slice.spans(), strides), steps(slice.spans(), strides));
            case Window window -> {
                int[] steps = new int[rank];
                for (int axis = 0; axis < from.rank(); axis++) {
                    steps[axis <= window.axis() ? axis : axis + 1] = strides[axis];
                }
                steps[window.axis()] = strides[window.axis()] * window.stride();
                steps[window.axis() + 1] = strides[window.axis()] * window.dilation();
                yield gathered(node, input, 0, steps);
            }
            case Movement.Pad pad -> {
                int[] into = node.shape().strides();
                Lane result = new Lane(node.dtype(), node.shape().size());
                lay(result, input, from, offset(pad.spans(), into), steps(pad.spans(), into));
                yield result;
            }
            case Movement.Concat concat -> {
                Lane result = new Lane(node.dtype(), node.shape().size());
                int[] into = node.shape().strides();
                for (int i = 0; i < inputs.size(); i++) {
                    int start = concat.span(node.inputs(), i).start() * into[concat.axis()];
                    lay(result, inputs.get(i), node.input(i).shape(), start, into);
                }
                yield result;
            }
        };
    }

    private static Lane gathered(Node node, Lane input, int offset, int[] steps) {
        Lane result = new Lane(node.dtype(), node.shape().size());
        Places places = new Places(node.shape(), offset, steps);
        for (int i = 0; i < result.size(); i += places.row()) {
            result.copy(places.row(), i, 1, input, places.next(), places.step());
        }
        return result;
    }

    private static void lay(Lane result, Lane input, Shape from, int offset, int[] steps) {
        Places places = new Places(from, offset, steps);
        for (int i = 0; i < input.size(); i += places.row()) {
            result.copy(places.row(), places.next(), places.step(), input, i, 1);
        }
    }

    private static int offset(List<Span> spans, int[] strides) {
        int offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += spans.get(axis).start() * strides[axis];
        }
        return offset;
    }

    private static int[] steps(List<Span> spans, int[] strides) {
        int[] steps = new int[strides.length];
        for (int axis = 0; axis < strides.length; axis++) {
            steps[axis] = spans.get(axis).step() * strides[axis];
        }
        return steps;
    }
}
