package org.chainrule.codegen;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.chainrule.matmul.MicroKernel;
import org.chainrule.matmul.MicroVariant;

/** Writes a {@link MicroKernel}: a loop over panels and, in each, over tiles that lie one below the other, each by a call of what {@link MicroEmitter} writes. */
final class MicroColumnEmitter {
    private static final int PANELS = 1;
    private static final int FIRST = 2;
    private static final int LAST = 3;
    private static final int DEPTH = 4;
    private static final int A = 5;
    private static final int A_OFFSET = 6;
    private static final int A_PAIR = 7;
    private static final int A_TILE = 8;
    private static final int A_ROW = 9;
    private static final int A_DEPTH = 10;
    private static final int B = 11;
    private static final int B_OFFSET = 12;
    private static final int B_PANEL = 13;
    private static final int B_DEPTH = 14;
    private static final int PACKED = 15;
    private static final int PACKED_OFFSET = 16;
    private static final int C = 17;
    private static final int C_OFFSET = 18;
    private static final int C_ROW = 19;

    private static final String NAME = "MatmulTile";
    private static final ClassDesc SELF = MicroClass.named(NAME);
    /** Of the same name as the kernel's method, for one command to have both compiled soon. */
    private static final String TILE = "run";

    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc ARRAY = ConstantDescs.CD_Object;
    private static final MethodTypeDesc TILE_TYPE = MethodTypeDesc.of(
            ConstantDescs.CD_void, INT, ARRAY, INT, INT, INT, ARRAY, INT, INT, ARRAY, INT, ARRAY, INT, INT);

    private final MicroVariant variant;
    private final MicroLanes lanes;

    private MicroColumnEmitter(MicroVariant variant, MicroLanes lanes) {
        this.variant = variant;
        this.lanes = lanes;
    }

    static MicroKernel kernel(MicroVariant variant, MicroLanes lanes) {
        MicroColumnEmitter emitter = new MicroColumnEmitter(variant, lanes);
        return MicroClass.make(MicroKernel.class, NAME, emitter::body, emitter::tile);
    }

    private void tile(ClassBuilder builder) {
        builder.withMethodBody(TILE, TILE_TYPE, ClassFile.ACC_STATIC, new MicroEmitter(variant, lanes)::body);
    }

    private void body(CodeBuilder code) {
        int tile = code.allocateLocal(TypeKind.INT);
        MicroClass.loop(code, PANELS, (outer, panel) -> {
            outer.iload(FIRST).istore(tile);
            tiles(outer, tile);
            outer.iload(B_OFFSET).iload(B_PANEL).iadd().istore(B_OFFSET);
            outer.iinc(C_OFFSET, variant.vectors() * lanes.count);
        });
        code.return_();
    }

    private void tiles(CodeBuilder code, int first) {
        MicroClass.loopOn(code, first, LAST, (inner, tile) -> {
            inner.iload(DEPTH).aload(A);
            inner.iload(A_OFFSET)
                    .iload(tile)
                    .iconst_1()
                    .ishr()
                    .iload(A_PAIR)
                    .imul()
                    .iadd();
            inner.iload(tile).iconst_1().iand().iload(A_TILE).imul().iadd();
            inner.iload(A_ROW).iload(A_DEPTH).aload(B).iload(B_OFFSET).iload(B_DEPTH);
            inner.aload(PACKED).iload(PACKED_OFFSET).aload(C);
            inner.iload(C_OFFSET).iload(tile).loadConstant(variant.rows()).imul();
            inner.iload(C_ROW).imul().iadd().iload(C_ROW);
            inner.invokestatic(SELF, TILE, TILE_TYPE);
        });
    }
}
