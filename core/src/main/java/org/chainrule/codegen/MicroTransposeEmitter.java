package org.chainrule.codegen;

import static org.chainrule.codegen.MicroPackEmitter.DEPTH;
import static org.chainrule.codegen.MicroPackEmitter.LINE_STRIDE;
import static org.chainrule.codegen.MicroPackEmitter.OFFSET;
import static org.chainrule.codegen.MicroPackEmitter.SOURCE;
import static org.chainrule.codegen.MicroPackEmitter.TARGET;
import static org.chainrule.codegen.MicroPackEmitter.TARGET_OFFSET;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import org.chainrule.matmul.MicroPack;

/**
 * Writes a {@link MicroPack} for lines along k, {@link MicroPack.Way#ALONG}: squares of vectors are transposed in registers. In
 * round d of d = 1, 2, 4 … the vectors i and i + d exchange those lanes whose number has, respectively has not, the bit d.
 */
final class MicroTransposeEmitter {
    private final MicroVectorLanes lanes;
    private final int width;

    /** For {@code width} lines, a multiple of the lanes. */
    MicroTransposeEmitter(MicroVectorLanes lanes, int width) {
        this.lanes = lanes;
        this.width = width;
    }

    void body(CodeBuilder code) {
        lanes.begin(code);
        MicroPackEmitter.arrays(code, lanes);
        int k = code.allocateLocal(TypeKind.INT);
        int from = code.allocateLocal(TypeKind.INT);
        int to = code.allocateLocal(TypeKind.INT);
        int line = code.allocateLocal(TypeKind.INT);
        int[] square = new int[lanes.count];
        for (int i = 0; i < square.length; i++) {
            square[i] = code.allocateLocal(TypeKind.REFERENCE);
        }
        Label lines = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(line).labelBinding(lines);
        code.iload(line).loadConstant(width).if_icmpge(end);
        code.iload(OFFSET).iload(line).iload(LINE_STRIDE).imul().iadd().istore(from);
        code.iload(TARGET_OFFSET).iload(line).iadd().istore(to);
        Label depths = code.newLabel();
        Label next = code.newLabel();
        code.iconst_0().istore(k).labelBinding(depths).iload(k).iload(DEPTH).if_icmpge(next);
        load(code, square, from, k);
        for (int d = 1; d < square.length; d *= 2) {
            exchange(code, square, d);
        }
        for (int i = 0; i < square.length; i++) {
            lanes.store(code, TARGET, MicroClass.plus(to, i * width), square[i]);
        }
        code.iinc(to, width * lanes.count).iinc(k, lanes.count).goto_(depths).labelBinding(next);
        code.iinc(line, lanes.count).goto_(lines).labelBinding(end).return_();
    }

    private void load(CodeBuilder code, int[] square, int from, int k) {
        for (int i = 0; i < square.length; i++) {
            int row = i;
            lanes.load(
                    code,
                    SOURCE,
                    inner -> inner.iload(from)
                            .iload(k)
                            .iadd()
                            .loadConstant(row)
                            .iload(LINE_STRIDE)
                            .imul()
                            .iadd());
            code.astore(square[i]);
        }
    }

    private void exchange(CodeBuilder code, int[] square, int d) {
        int low = code.allocateLocal(TypeKind.REFERENCE);
        long high = 0;
        for (int lane = 0; lane < lanes.count; lane++) {
            high |= (long) (lane & d) / d << lane;
        }
        for (int i = 0; i < square.length; i++) {
            if ((i & d) == 0) {
                int x = square[i];
                int y = square[i + d];
                // low = x, with y's low lanes in its high ones; high = y, with x's high lanes in its low ones
                code.aload(x);
                lanes.rotate(code, y, lanes.count - d);
                lanes.blend(code, high);
                code.astore(low);
                lanes.rotate(code, x, d);
                code.aload(y);
                lanes.blend(code, high);
                code.astore(y).aload(low).astore(x);
            }
        }
    }
}
