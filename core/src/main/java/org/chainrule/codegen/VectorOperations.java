package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.ASSOCIATIVE;
import static org.chainrule.codegen.VectorType.BINARY;
import static org.chainrule.codegen.VectorType.COMPARISON;
import static org.chainrule.codegen.VectorType.MASK;
import static org.chainrule.codegen.VectorType.OPERATORS;
import static org.chainrule.codegen.VectorType.VECTOR;

import org.chainrule.graph.DType;

/** Operations of the Vector API that are no plain method of vectors of one dtype. */
final class VectorOperations {
    private VectorOperations() {}

    /** A mask: {@code EQ}, {@code LT} or {@code LE}. */
    static Value compare(VectorLanes lanes, String comparison, Value.Vector a, Value.Vector b) {
        return new Value.Vector(DType.BOOL, a.type(), lanes.store(builder -> {
            builder.aload(a.local());
            builder.getstatic(OPERATORS, comparison, COMPARISON).aload(b.local());
            a.type().compare(builder, VECTOR);
        }));
    }

    static Value blend(VectorLanes lanes, Value condition, Value.Vector yes, Value.Vector no) {
        int mask = lanes.mask(condition, no.type());
        return lanes.value(yes.dtype(), builder -> {
            builder.aload(no.local()).aload(yes.local()).aload(mask);
            no.type().call(builder, "blend", VECTOR, MASK);
        });
    }

    /** On whole numbers: {@code AND}, {@code OR} or {@code XOR}. */
    static Value bitwise(VectorLanes lanes, String operator, Value.Vector a, Value.Vector b) {
        return lanes.value(a.dtype(), builder -> {
            builder.aload(a.local()).getstatic(OPERATORS, operator, ASSOCIATIVE).aload(b.local());
            a.type().call(builder, "lanewise", BINARY, VECTOR);
        });
    }

    /** {@code LSHL} or {@code LSHR}; by a constant it is an instruction of its own. */
    static Value shift(VectorLanes lanes, String operator, Value.Vector a, Value distance) {
        boolean constant = distance instanceof Value.Constant;
        int by = constant ? 0 : lanes.vector(distance).local();
        return lanes.value(a.dtype(), builder -> {
            builder.aload(a.local()).getstatic(OPERATORS, operator, BINARY);
            if (constant) {
                Frame.push(builder, distance);
            } else {
                builder.aload(by);
            }
            a.type().call(builder, "lanewise", BINARY, constant ? a.type().element() : VECTOR);
        });
    }
}
