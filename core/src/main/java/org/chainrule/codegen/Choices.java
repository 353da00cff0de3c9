package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/** Scalar code that branches, but in which either way leads on to the same place. */
final class Choices {
    private Choices() {}

    /** 1 if two numbers lie so, otherwise 0. A NaN compares as greater, which is false for every {@link Order}. */
    static void compare(CodeBuilder builder, Value a, Value b, Order order, Value.Scalar result) {
        Label yes = builder.newLabel();
        Label end = builder.newLabel();
        Frame.push(builder, a);
        Frame.push(builder, b);
        switch (a.dtype()) {
            case FLOAT32 -> builder.fcmpg().branch(order.onSign(), yes);
            case FLOAT64 -> builder.dcmpg().branch(order.onSign(), yes);
            case INT64 -> builder.lcmp().branch(order.onSign(), yes);
            case INT32, BOOL -> builder.branch(order.onInts(), yes);
        }
        builder.iconst_0().istore(result.local()).goto_(end);
        builder.labelBinding(yes).iconst_1().istore(result.local()).labelBinding(end);
    }

    /** One of two values. */
    static void select(CodeBuilder builder, Value condition, Value yes, Value no, Value.Scalar result) {
        Label otherwise = builder.newLabel();
        Label end = builder.newLabel();
        Frame.push(builder, condition);
        builder.ifeq(otherwise);
        Frame.push(builder, yes);
        Frame.pop(builder, result);
        builder.goto_(end).labelBinding(otherwise);
        Frame.push(builder, no);
        Frame.pop(builder, result);
        builder.labelBinding(end);
    }
}
