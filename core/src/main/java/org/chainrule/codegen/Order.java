package org.chainrule.codegen;

import java.lang.classfile.Opcode;

/** How two numbers may lie to each other, and the branches that are taken if they do. */
enum Order {
    EQUAL(Opcode.IFEQ, Opcode.IF_ICMPEQ),
    LESS(Opcode.IFLT, Opcode.IF_ICMPLT),
    LESS_OR_EQUAL(Opcode.IFLE, Opcode.IF_ICMPLE);

    private final Opcode onSign;
    private final Opcode onInts;

    Order(Opcode onSign, Opcode onInts) {
        this.onSign = onSign;
        this.onInts = onInts;
    }

    /** The branch on what a comparison instruction left: −1, 0 or 1. */
    Opcode onSign() {
        return onSign;
    }

    /** The branch on two ints. */
    Opcode onInts() {
        return onInts;
    }
}
