package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.function.Consumer;
import org.chainrule.matmul.MicroKernel;
import org.chainrule.matmul.MicroVariant;

/**
 * Writes one tile of a {@link MicroKernel} as one static method, wholly unrolled over the tile: vectors that cross a call HotSpot does not
 * inline become objects. The loop over tiles ({@link MicroColumnEmitter}) is a method of its own: within one, HotSpot moved what the outer loop
 * needs from register to register in the inner one, which took vectors of 256 bits half as long again.
 */
final class MicroEmitter {
    private static final int DEPTH = 0;
    private static final int A = 1;
    private static final int A_OFFSET = 2;
    private static final int A_ROW = 3;
    private static final int A_DEPTH = 4;
    private static final int B = 5;
    private static final int B_OFFSET = 6;
    private static final int B_DEPTH = 7;
    private static final int PACKED = 8;
    private static final int PACKED_OFFSET = 9;
    private static final int C = 10;
    private static final int C_OFFSET = 11;
    private static final int C_ROW = 12;

    private final MicroVariant variant;
    private final MicroLanes lanes;
    private final int[][] sums;
    private final int[] columns;
    private final int[] rowOffsets;

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
        if (copied()) {
            cast(code, PACKED);
        }
        int zero = code.allocateLocal(lanes.kind());
        lanes.zero(code);
        code.storeLocal(lanes.kind(), zero);
        for (int[] row : sums) {
            for (int v = 0; v < row.length; v++) {
                row[v] = code.allocateLocal(lanes.kind());
                code.loadLocal(lanes.kind(), zero).storeLocal(lanes.kind(), row[v]);
            }
        }
        for (int v = 0; v < columns.length; v++) {
            columns[v] = code.allocateLocal(lanes.kind());
        }
        if (variant.left() == MicroVariant.Left.ROWS) {
            addressRows(code);
        }
        loop(code);
        finish(code);
        code.return_();
    }

    private boolean copied() {
        return variant.right() == MicroVariant.Right.COPIED;
    }

    private void cast(CodeBuilder code, int array) {
        code.aload(array).checkcast(lanes.arrayClass).astore(array);
    }

    private void addressRows(CodeBuilder code) {
        rowOffsets[0] = A_OFFSET;
        for (int r = 1; r < rowOffsets.length; r++) {
            rowOffsets[r] = code.allocateLocal(TypeKind.INT);
            code.iload(rowOffsets[r - 1]).iload(A_ROW).iadd().istore(rowOffsets[r]);
        }
    }

    private void loop(CodeBuilder code) {
        int k = code.allocateLocal(TypeKind.INT);
        Label top = code.newLabel();
        Label end = code.newLabel();
        switch (variant.right()) {
            case STRIDED, COPIED ->
                code.iconst_0().istore(k).labelBinding(top).iload(k).iload(DEPTH);
            // B's offset counts the steps, so that HotSpot looks at its bounds before the loop
            case PACKED -> {
                int last = code.allocateLocal(TypeKind.INT);
                code.iload(B_OFFSET).iload(DEPTH).loadConstant(width()).imul().iadd();
                code.istore(last).labelBinding(top).iload(B_OFFSET).iload(last);
            }
        }
        code.if_icmpge(end);
        loadRight(code);
        multiply(code, k);
        advance(code, k);
        code.goto_(top).labelBinding(end);
    }

    private int width() {
        return columns.length * lanes.count;
    }

    private void loadRight(CodeBuilder code) {
        for (int v = 0; v < columns.length; v++) {
            lanes.load(code, B, MicroClass.plus(B_OFFSET, v * lanes.count));
            code.storeLocal(lanes.kind(), columns[v]);
            if (copied()) {
                lanes.store(code, PACKED, MicroClass.plus(PACKED_OFFSET, v * lanes.count), columns[v]);
            }
        }
    }

    private void multiply(CodeBuilder code, int k) {
        int left = code.allocateLocal(lanes.kind());
        for (int r = 0; r < variant.rows(); r++) {
            code.aload(A);
            leftIndex(code, r, k);
            code.arrayLoad(lanes.element);
            lanes.broadcast(code);
            code.storeLocal(lanes.kind(), left);
            for (int v = 0; v < columns.length; v++) {
                lanes.multiplyAdd(code, left, columns[v], sums[r][v]);
                code.storeLocal(lanes.kind(), sums[r][v]);
            }
        }
    }

    private void advance(CodeBuilder code, int k) {
        switch (variant.left()) {
            case COLUMNS -> code.iload(A_OFFSET).iload(A_DEPTH).iadd().istore(A_OFFSET);
            case ROWS -> {}
        }
        switch (variant.right()) {
            case STRIDED -> stride(code, k);
            case COPIED -> stride(code, k).iinc(PACKED_OFFSET, width());
            case PACKED -> code.iinc(B_OFFSET, width());
        }
    }

    private static CodeBuilder stride(CodeBuilder code, int k) {
        return code.iload(B_OFFSET).iload(B_DEPTH).iadd().istore(B_OFFSET).iinc(k, 1);
    }

    private void leftIndex(CodeBuilder code, int row, int k) {
        switch (variant.left()) {
            case COLUMNS -> MicroClass.plus(A_OFFSET, row).accept(code);
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
