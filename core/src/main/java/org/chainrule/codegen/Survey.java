package org.chainrule.codegen;

import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;
import org.chainrule.graph.ScalarFunction;

/** Reads a definition without computing anything: finds the dtype of its value and counts its words. */
final class Survey implements Lanes<DType> {
    /** What the code around a call of a scalar function takes, in words. */
    private static final int CALL = 4;

    private int words;

    /** The number of words read so far. */
    int words() {
        return words;
    }

    private DType word(DType result) {
        words++;
        return result;
    }

    @Override
    public DType type(DType x) {
        return x;
    }

    @Override
    public DType literal(DType type, double value) {
        return type;
    }

    @Override
    public DType literal(DType type, long value) {
        return type;
    }

    @Override
    public DType add(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType sub(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType mul(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType div(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType max(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType min(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType neg(DType a) {
        return word(a);
    }

    @Override
    public DType abs(DType a) {
        return word(a);
    }

    @Override
    public DType fma(DType a, DType b, DType c) {
        return word(a);
    }

    @Override
    public DType sqrt(DType a) {
        return word(a);
    }

    @Override
    public DType floor(DType a) {
        return round(a);
    }

    @Override
    public DType ceil(DType a) {
        return round(a);
    }

    @Override
    public DType rint(DType a) {
        return round(a);
    }

    /** Rounding to whole numbers is no instruction of the Vector API but a handful of them. */
    private DType round(DType a) {
        words += 7;
        return a;
    }

    @Override
    public DType equal(DType a, DType b) {
        return word(DType.BOOL);
    }

    @Override
    public DType less(DType a, DType b) {
        return word(DType.BOOL);
    }

    @Override
    public DType lessEqual(DType a, DType b) {
        return word(DType.BOOL);
    }

    @Override
    public DType select(DType condition, DType yes, DType no) {
        return word(yes);
    }

    @Override
    public DType and(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType or(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType xor(DType a, DType b) {
        return word(a);
    }

    @Override
    public DType not(DType a) {
        return word(a);
    }

    @Override
    public DType shiftLeft(DType a, DType distance) {
        return word(a);
    }

    @Override
    public DType shiftRight(DType a, DType distance) {
        return word(a);
    }

    @Override
    public DType cast(DType a, DType to) {
        return a == to ? to : word(to);
    }

    @Override
    public DType toBits(DType a) {
        return a == DType.FLOAT64 ? DType.INT64 : DType.INT32;
    }

    @Override
    public DType fromBits(DType a) {
        return a == DType.INT64 ? DType.FLOAT64 : DType.FLOAT32;
    }

    @Override
    public DType call(ScalarFunction function, DType a) {
        words += CALL;
        return a;
    }

    @Override
    public DType call(ScalarFunction function, DType a, DType b) {
        words += CALL;
        return a;
    }
}
