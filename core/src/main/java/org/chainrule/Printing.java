package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;

/**
 * Tensors as text, as NumPy prints arrays: nested brackets, columns aligned, lines of at most 75 characters, the middle of
 * axes left out where there are more than 1000 elements. The type follows.
 */
final class Printing {
    private static final int EDGE = 3;
    private static final int MOST_ELEMENTS = 1000;
    private static final int LINE = 75;

    private final Data data;
    private final boolean cut;
    private final NumberFormat format;

    private Printing(Data data) {
        this.data = data;
        this.cut = data.type().shape().size() > MOST_ELEMENTS;
        List<Integer> shown = new ArrayList<>();
        collect(0, 0, shown);
        this.format = NumberFormat.of(data, shown);
    }

    static String of(Data data) {
        Shape shape = data.type().shape();
        String elements = shape.isScalar()
                ? NumberFormat.scalar(data)
                : shape.size() == 0 ? "[]" : new Printing(data).block(0, 0, " ", LINE);
        return elements + " " + data.type();
    }

    /** The indices along an axis that are shown; the gap is after the first three if there is one. */
    private int[] indices(int axis) {
        int extent = data.type().shape().extent(axis);
        return hasGap(axis)
                ? IntStream.concat(IntStream.range(0, EDGE), IntStream.range(extent - EDGE, extent))
                        .toArray()
                : IntStream.range(0, extent).toArray();
    }

    private boolean hasGap(int axis) {
        return cut && data.type().shape().extent(axis) > 2 * EDGE;
    }

    private void collect(int axis, int offset, List<Integer> shown) {
        if (axis == data.type().shape().rank()) {
            shown.add(offset);
            return;
        }
        for (int index : indices(axis)) {
            collect(axis + 1, offset + index * data.type().shape().strides()[axis], shown);
        }
    }

    /** The elements below an axis, in brackets. */
    private String block(int axis, int offset, String indent, int width) {
        int below = data.type().shape().rank() - 1 - axis;
        List<String> parts = new ArrayList<>();
        int stride = data.type().shape().strides()[axis];
        for (int index : indices(axis)) {
            int at = offset + index * stride;
            parts.add(below == 0 ? format.text(data, at) : block(axis + 1, at, indent + " ", width - 1));
        }
        if (hasGap(axis)) {
            parts.add(EDGE, "...");
        }
        return below == 0
                ? "[" + lines(parts, indent, width - 1) + "]"
                : "[" + String.join("," + "\n".repeat(below) + indent, parts) + "]";
    }

    /** Words one after the other, on a new line when they would end beyond the width. */
    private static String lines(List<String> words, String indent, int width) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < words.size(); i++) {
            if (line.length() + words.get(i).length() > width && line.length() > indent.length()) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(words.get(i)).append(i < words.size() - 1 ? ", " : "");
        }
        return text.append(line).substring(indent.length());
    }
}
