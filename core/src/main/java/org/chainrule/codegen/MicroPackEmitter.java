package org.chainrule.codegen;

import static org.chainrule.codegen.MicroClass.loop;
import static org.chainrule.codegen.MicroClass.loopOn;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import org.chainrule.matmul.MicroPack;

/** Writes a {@link MicroPack} without shuffles: line by line for any strides, or whole rows of lines that lie side by side. */
final class MicroPackEmitter {
    static final int SOURCE = 1;
    static final int OFFSET = 2;
    static final int LINE_STRIDE = 3;
    static final int DEPTH_STRIDE = 4;
    static final int LINES = 5;
    static final int WIDTH = 6;
    static final int DEPTH = 7;
    static final int TARGET = 8;
    static final int TARGET_OFFSET = 9;

    private final MicroLanes lanes;

    MicroPackEmitter(MicroLanes lanes) {
        this.lanes = lanes;
    }

    /** {@link MicroPack.Way#ANY}. */
    void anyStrides(CodeBuilder code) {
        arrays(code, lanes);
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

    /**
     * {@link MicroPack.Way#ACROSS} for strips of {@code width} lines, a multiple of the lanes. Strips are inside: what lies side by side is read at
     * once, as a row may be gone from the cache when the next strip comes to it.
     */
    void across(CodeBuilder code, int width) {
        lanes.begin(code);
        arrays(code, lanes);
        int value = code.allocateLocal(lanes.kind());
        int strip = code.allocateLocal(TypeKind.INT);
        int from = code.allocateLocal(TypeKind.INT);
        int to = code.allocateLocal(TypeKind.INT);
        int end = code.allocateLocal(TypeKind.INT);
        code.iload(DEPTH).loadConstant(width).imul().istore(strip);
        loop(code, DEPTH, (rows, k) -> {
            Label top = rows.newLabel();
            Label done = rows.newLabel();
            rows.iload(TARGET_OFFSET).istore(to);
            rows.iload(OFFSET).istore(from);
            rows.iload(OFFSET).iload(LINES).iadd().istore(end);
            rows.labelBinding(top).iload(from).iload(end).if_icmpge(done);
            for (int line = 0; line < width; line += lanes.count) {
                lanes.load(rows, SOURCE, MicroClass.plus(from, line));
                rows.storeLocal(lanes.kind(), value);
                lanes.store(rows, TARGET, MicroClass.plus(to, line), value);
            }
            rows.iinc(from, width);
            advance(rows, to, strip);
            rows.goto_(top).labelBinding(done);
            advance(rows, OFFSET, DEPTH_STRIDE);
            rows.iinc(TARGET_OFFSET, width);
        });
        code.return_();
    }

    static void arrays(CodeBuilder code, MicroLanes lanes) {
        code.aload(SOURCE).checkcast(lanes.arrayClass).astore(SOURCE);
        code.aload(TARGET).checkcast(lanes.arrayClass).astore(TARGET);
    }

    static void advance(CodeBuilder code, int variable, int by) {
        code.iload(variable).iload(by).iadd().istore(variable);
    }
}
