package org.chainrule.codegen;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;

/** Shuffles and masks that emitted code loads as constants: HotSpot sees through them as through a static final field, and no class needs one. */
final class LaneConstant {
    private static final ClassDesc MAKER = ClassDesc.of("org.chainrule.simd.LaneConstants");
    private static final DirectMethodHandleDesc ROTATION = maker("rotation", VectorType.SHUFFLE, ConstantDescs.CD_int);
    private static final DirectMethodHandleDesc MASK = maker("mask", VectorType.MASK, ConstantDescs.CD_long);

    private LaneConstant() {}

    /** The shuffle of vectors of that many bits that moves each lane down by {@code lanes}, the lowest to the top. */
    static DynamicConstantDesc<?> rotation(ClassDesc element, int bits, int lanes) {
        return DynamicConstantDesc.ofNamed(ROTATION, "rotation", VectorType.SHUFFLE, element.arrayType(), bits, lanes);
    }

    /** The mask of those lanes of vectors of that many bits whose bits are set. */
    static DynamicConstantDesc<?> mask(ClassDesc element, int bits, long set) {
        return DynamicConstantDesc.ofNamed(MASK, "mask", VectorType.MASK, element.arrayType(), bits, set);
    }

    private static DirectMethodHandleDesc maker(String name, ClassDesc made, ClassDesc last) {
        return ConstantDescs.ofConstantBootstrap(MAKER, name, made, ConstantDescs.CD_Class, ConstantDescs.CD_int, last);
    }
}
