package org.chainrule.codegen;

import static org.chainrule.codegen.MicroClass.loop;
import static org.chainrule.codegen.MicroClass.loopOn;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import org.chainrule.runtime.MicroPack;

/** Writes a {@link MicroPack}: line by line, for any strides. */
final class MicroPackEmitter {
    private static final int SOURCE = 1;
    private static final int OFFSET = 2;
    private static final int LINE_STRIDE = 3;
    private static final int DEPTH_STRIDE = 4;
    private static final int LINES = 5;
    private static final int WIDTH = 6;
    private static final int DEPTH = 7;
    private static final int TARGET = 8;
    private static final int TARGET_OFFSET = 9;

    private final MicroLanes lanes;

    MicroPackEmitter(MicroLanes lanes) {
        this.lanes = lanes;
    }

    void body(CodeBuilder code) {
        code.aload(SOURCE).checkcast(lanes.arrayClass).astore(SOURCE);
        code.aload(TARGET).checkcast(lanes.arrayClass).astore(TARGET);
        int from = code.allocateLocal(TypeKind.INT);
        int to = code.allocateLocal(TypeKind.INT);
        int line = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(line);
        loopOn(code, line, LINES, (outer, l) -> {
            outer.iload(OFFSET).iload(l).iload(LINE_STRIDE).imul().iadd().istore(from);
            outer.iload(TARGET_OFFSET).iload(l).iadd().istore(to);
            loop(outer, DEPTH, (inner, k) -> {
                inner.aload(TARGET).iload(to).aload(SOURCE).iload(from);
                inner.arrayLoad(lanes.element).arrayStore(lanes.element);
                advance(inner, from, DEPTH_STRIDE);
                advance(inner, to, WIDTH);
            });
        });
        loopOn(code, line, WIDTH, (outer, l) -> {
            outer.iload(TARGET_OFFSET).iload(l).iadd().istore(to);
            loop(outer, DEPTH, (inner, k) -> {
                inner.aload(TARGET).iload(to);
                lanes.zeroElement(inner);
                inner.arrayStore(lanes.element);
                advance(inner, to, WIDTH);
            });
        });
        code.return_();
    }

    static void advance(CodeBuilder code, int variable, int by) {
        code.iload(variable).iload(by).iadd().istore(variable);
    }
}
