package org.chainrule.codegen;

import static org.chainrule.codegen.MicroClass.loop;
import static org.chainrule.codegen.MicroClass.loopOn;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import org.chainrule.matmul.MicroSum;

/** Writes a {@link MicroSum}: loops so simple that HotSpot makes vector code of them. */
final class MicroSumEmitter {
    private static final int PARTIAL = 1;
    private static final int OFFSET = 2;
    private static final int STRIDE = 3;
    private static final int COUNT = 4;
    private static final int C = 5;
    private static final int C_OFFSET = 6;
    private static final int LENGTH = 7;

    private final MicroLanes lanes;

    MicroSumEmitter(MicroLanes lanes) {
        this.lanes = lanes;
    }

    void body(CodeBuilder code) {
        code.aload(PARTIAL).checkcast(lanes.arrayClass).astore(PARTIAL);
        code.aload(C).checkcast(lanes.arrayClass).astore(C);
        loop(code, LENGTH, (inner, i) -> {
            place(inner, C, C_OFFSET, i);
            place(inner, PARTIAL, OFFSET, i).arrayLoad(lanes.element).arrayStore(lanes.element);
        });
        int part = code.allocateLocal(TypeKind.INT);
        code.iconst_1().istore(part);
        loopOn(code, part, COUNT, (outer, p) -> {
            outer.iload(OFFSET).iload(STRIDE).iadd().istore(OFFSET);
            loop(outer, LENGTH, (inner, i) -> {
                place(inner, C, C_OFFSET, i).dup2().arrayLoad(lanes.element);
                place(inner, PARTIAL, OFFSET, i).arrayLoad(lanes.element);
                lanes.addElements(inner);
                inner.arrayStore(lanes.element);
            });
        });
        code.return_();
    }

    private static CodeBuilder place(CodeBuilder code, int array, int offset, int index) {
        return code.aload(array).iload(offset).iload(index).iadd();
    }
}
