package org.chainrule.codegen;

import static org.chainrule.codegen.MicroClass.loop;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import org.chainrule.memory.VectorFill;

/** Writes a {@link VectorFill}. */
final class MicroFillEmitter {
    private static final int ARRAY = 1;
    private static final int OFFSET = 2;
    private static final int VECTORS = 3;
    private static final int TIMES = 4;

    private final MicroLanes lanes;

    MicroFillEmitter(MicroLanes lanes) {
        this.lanes = lanes;
    }

    void body(CodeBuilder code) {
        lanes.begin(code);
        code.aload(ARRAY).checkcast(lanes.arrayClass).astore(ARRAY);
        int zero = code.allocateLocal(lanes.kind());
        int to = code.allocateLocal(TypeKind.INT);
        lanes.zero(code);
        code.storeLocal(lanes.kind(), zero);
        loop(code, TIMES, (outer, time) -> {
            outer.iload(OFFSET).istore(to);
            loop(outer, VECTORS, (inner, vector) -> {
                lanes.store(inner, ARRAY, MicroClass.plus(to, 0), zero);
                inner.iinc(to, lanes.count);
            });
        });
        code.return_();
    }
}
