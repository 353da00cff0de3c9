package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.function.Consumer;
import org.chainrule.runtime.MicroKernel;
import org.chainrule.runtime.MicroVariant;

/**
 * Writes a {@link MicroKernel} as one method, wholly unrolled over the tile: vectors that cross a call HotSpot does not inline
 * become objects.
 */
final class MicroEmitter {
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int DEPTH = 3;
    private static final int A = 4;
    private static final int A_OFFSET = 5;
    private static final int A_PAIR = 6;
    private static final int A_TILE = 7;
    private static final int A_ROW = 8;
    private static final int A_DEPTH = 9;
    private static final int B = 10;
    private static final int B_OFFSET = 11;
    private static final int B_DEPTH = 12;
    private static final int PACKED = 13;
    private static final int PACKED_OFFSET = 14;
    private static final int C = 15;
    private static final int C_OFFSET = 16;
    private static final int C_ROW = 17;

    private final MicroVariant variant;
    private final MicroLanes lanes;
    private final int[][] sums;
    private final int[] columns;
    private final int[] rowOffsets;
    /** Where A and B are read, which moves along k. */
    private int left;

    private int right;
    private int zero;

    MicroEmitter(MicroVariant variant, MicroLanes lanes) {
        this.variant = variant;
        this.lanes = lanes;
        this.sums = new int[variant.rows()][variant.vectors()];
        this.columns = new int[variant.vectors()];
        this.rowOffsets = new int[variant.rows()];
    }

    void body(CodeBuilder code) {
        lanes.begin(code);
        for (int array : new int[] {A, B, C}) {
            cast(code, array);
        }
        if (variant.copying()) {
            cast(code, PACKED);
        }
        allocate(code);
        lanes.zero(code);
        code.storeLocal(lanes.kind(), zero);
        code.iload(FIRST).loadConstant(variant.rows()).imul().iload(C_ROW).imul();
        code.iload(C_OFFSET).iadd().istore(C_OFFSET);
        MicroClass.loopOn(code, FIRST, LAST, (inner, tile) -> {
            begin(inner, tile);
            loop(inner);
            finish(inner);
        });
        code.return_();
    }

    private void allocate(CodeBuilder code) {
        zero = code.allocateLocal(lanes.kind());
        left = code.allocateLocal(TypeKind.INT);
        right = code.allocateLocal(TypeKind.INT);
        for (int v = 0; v < columns.length; v++) {
            columns[v] = code.allocateLocal(lanes.kind());
        }
        for (int r = 0; r < variant.rows(); r++) {
            for (int v = 0; v < columns.length; v++) {
                sums[r][v] = code.allocateLocal(lanes.kind());
            }
            if (variant.left() == MicroVariant.Left.ROWS) {
                rowOffsets[r] = code.allocateLocal(TypeKind.INT);
            }
        }
    }

    /** Goes to where a tile's rows of A and the first row of B stand, with sums of zero. */
    private void begin(CodeBuilder code, int tile) {
        code.iload(A_OFFSET).iload(tile).iconst_1().ishr().iload(A_PAIR).imul().iadd();
        code.iload(tile).iconst_1().iand().iload(A_TILE).imul().iadd().istore(left);
        code.iload(B_OFFSET).istore(right);
        for (int[] row : sums) {
            for (int sum : row) {
                code.loadLocal(lanes.kind(), zero).storeLocal(lanes.kind(), sum);
            }
        }
        if (variant.left() == MicroVariant.Left.ROWS) {
            addressRows(code);
        }
    }

    private void cast(CodeBuilder code, int array) {
        code.aload(array).checkcast(lanes.arrayClass).astore(array);
    }

    private void addressRows(CodeBuilder code) {
        code.iload(left).istore(rowOffsets[0]);
        for (int r = 1; r < rowOffsets.length; r++) {
            code.iload(rowOffsets[r - 1]).iload(A_ROW).iadd().istore(rowOffsets[r]);
        }
    }

    private void loop(CodeBuilder code) {
        int k = code.allocateLocal(TypeKind.INT);
        int element = code.allocateLocal(lanes.kind());
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(k).labelBinding(top).iload(k).iload(DEPTH).if_icmpge(end);
        for (int v = 0; v < columns.length; v++) {
            lanes.load(code, B, MicroClass.plus(right, v * lanes.count));
            code.storeLocal(lanes.kind(), columns[v]);
            if (variant.copying()) {
                lanes.store(code, PACKED, MicroClass.plus(PACKED_OFFSET, v * lanes.count), columns[v]);
            }
        }
        for (int r = 0; r < variant.rows(); r++) {
            code.aload(A);
            leftIndex(code, r, k);
            code.arrayLoad(lanes.element);
            lanes.broadcast(code);
            code.storeLocal(lanes.kind(), element);
            for (int v = 0; v < columns.length; v++) {
                lanes.multiplyAdd(code, element, columns[v], sums[r][v]);
                code.storeLocal(lanes.kind(), sums[r][v]);
            }
        }
        switch (variant.left()) {
            case COLUMNS -> code.iload(left).iload(A_DEPTH).iadd().istore(left);
            case ROWS -> {}
        }
        code.iload(right).iload(B_DEPTH).iadd().istore(right);
        if (variant.copying()) {
            code.iinc(PACKED_OFFSET, columns.length * lanes.count);
        }
        code.iinc(k, 1).goto_(top).labelBinding(end);
    }

    private void leftIndex(CodeBuilder code, int row, int k) {
        switch (variant.left()) {
            case COLUMNS -> MicroClass.plus(left, row).accept(code);
            case ROWS -> code.iload(rowOffsets[row]).iload(k).iadd();
        }
    }

    private void finish(CodeBuilder code) {
        for (int r = 0; r < variant.rows(); r++) {
            for (int v = 0; v < columns.length; v++) {
                Consumer<CodeBuilder> index = MicroClass.plus(C_OFFSET, v * lanes.count);
                if (variant.accumulate()) {
                    lanes.load(code, C, index);
                    code.loadLocal(lanes.kind(), sums[r][v]);
                    lanes.add(code);
                    code.storeLocal(lanes.kind(), sums[r][v]);
                }
                lanes.exact(code, sums[r][v]);
                lanes.store(code, C, index, sums[r][v]);
            }
            code.iload(C_OFFSET).iload(C_ROW).iadd().istore(C_OFFSET);
        }
    }
}
