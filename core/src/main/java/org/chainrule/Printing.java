package org.chainrule;

import java.util.Locale;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;

/** Tensors as text: nested brackets, aligned, the middle of long axes left out. */
final class Printing {
    private static final int SHOWN_AT_EACH_END = 3;
    private static final int WHOLE = 1000;

    private Printing() {}

    static String of(Data data) {
        StringBuilder text = new StringBuilder();
        append(text, data, 0, 0, 1);
        return text.append(" ").append(data.type()).toString();
    }

    private static void append(StringBuilder text, Data data, int axis, int offset, int indent) {
        Shape shape = data.type().shape();
        if (axis == shape.rank()) {
            text.append(number(data, offset));
            return;
        }
        int extent = shape.extent(axis);
        int stride = shape.strides()[axis];
        boolean cut = shape.size() > WHOLE && extent > 2 * SHOWN_AT_EACH_END;
        boolean last = axis == shape.rank() - 1;
        String separator = last ? ", " : ",\n" + " ".repeat(indent);
        text.append('[');
        for (int i = 0; i < extent; i++) {
            if (i > 0) {
                text.append(separator);
            }
            if (cut && i == SHOWN_AT_EACH_END) {
                text.append("...").append(separator);
                i = extent - SHOWN_AT_EACH_END;
            }
            append(text, data, axis + 1, offset + i * stride, indent + 1);
        }
        text.append(']');
    }

    private static String number(Data data, int index) {
        DType dtype = data.type().dtype();
        return switch (dtype) {
            case BOOL -> data.getLong(index) != 0 ? "true" : "false";
            case INT32, INT64 -> Long.toString(data.getLong(index));
            case FLOAT32, FLOAT64 -> real(data.getDouble(index));
        };
    }

    private static String real(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, size != 0 && (size < 1e-4 || size >= 1e7) ? "%.4e" : "%.4f", value);
    }
}
