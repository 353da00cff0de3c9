package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.DType;

/** The vector classes of the Vector API, one for each stored dtype. */
enum VectorType {
    FLOATS(DType.FLOAT32, "FloatVector"),
    INTS(DType.INT32, "IntVector"),
    DOUBLES(DType.FLOAT64, "DoubleVector"),
    LONGS(DType.INT64, "LongVector");

    private static final String API = "jdk.incubator.vector.";
    static final ClassDesc VECTOR = ClassDesc.of(API + "Vector");
    static final ClassDesc MASK = ClassDesc.of(API + "VectorMask");
    static final ClassDesc SPECIES = ClassDesc.of(API + "VectorSpecies");
    static final ClassDesc SHUFFLE = ClassDesc.of(API + "VectorShuffle");

    static final ClassDesc OPERATORS = ClassDesc.of(API + "VectorOperators");
    static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
    static final ClassDesc BINARY = OPERATORS.nested("Binary");
    static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
    static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

    private final DType dtype;
    private final ClassDesc owner;

    VectorType(DType dtype, String name) {
        this.dtype = dtype;
        this.owner = ClassDesc.of(API + name);
    }

    /** The vectors that hold a dtype; BOOL lies in whole numbers of the kernel's width. */
    static VectorType of(DType dtype, boolean wide) {
        return switch (dtype) {
            case FLOAT32 -> FLOATS;
            case FLOAT64 -> DOUBLES;
            case INT32 -> INTS;
            case INT64 -> LONGS;
            case BOOL -> wide ? LONGS : INTS;
        };
    }

    /** The dtype of an element. */
    DType dtype() {
        return dtype;
    }

    /** The vector class. */
    ClassDesc owner() {
        return owner;
    }

    /** The Java type of an element. */
    ClassDesc element() {
        return Frame.element(dtype);
    }

    /** The number of elements in a hardware vector of that many bits. */
    int length(int bits) {
        return bits / (8 * dtype.bytes());
    }

    /** Puts the species of that many bits on the stack. */
    void species(CodeBuilder builder, int bits) {
        builder.getstatic(owner, "SPECIES_" + bits, SPECIES);
    }

    /** Says that the vector on the stack has so many bits. */
    void exact(CodeBuilder builder, int bits) {
        SecondCompiler.exact(builder, code -> species(code, bits));
    }

    /** Calls an instance method of the vector class that gives such a vector. */
    void call(CodeBuilder builder, String method, ClassDesc... parameters) {
        builder.invokevirtual(owner, method, MethodTypeDesc.of(owner, parameters));
    }

    /** Moves each lane of the vector of that many bits on the stack down by {@code lanes}, the lowest to the top. */
    void rotate(CodeBuilder builder, int bits, int lanes) {
        builder.loadConstant(LaneConstant.rotation(element(), bits, lanes));
        call(builder, "rearrange", SHUFFLE);
    }

    /** Calls {@code compare}, which gives a mask. */
    void compare(CodeBuilder builder, ClassDesc other) {
        builder.invokevirtual(owner, "compare", MethodTypeDesc.of(MASK, COMPARISON, other));
    }

    /** Puts the scalar 0 on the stack. */
    void zero(CodeBuilder builder) {
        Frame.push(builder, Value.Constant.of(dtype, 0L));
    }

    /** Makes a vector of the scalar on the stack, under which the species of that many bits lies. */
    void broadcast(CodeBuilder builder, int bits) {
        builder.invokestatic(owner, "broadcast", MethodTypeDesc.of(owner, SPECIES, element()));
        exact(builder, bits);
    }

    /** Reads neighbours, or an index map's elements, of an array; the last parameters say which, and under what mask. */
    void fromArray(CodeBuilder builder, int bits, ClassDesc... rest) {
        builder.invokestatic(owner, "fromArray", memory(owner, true, rest));
        exact(builder, bits);
    }

    /**
     * Writes a vector, said to be {@linkplain #exact exact} just before, to neighbours in an array. In the latter part of a long kernel HotSpot's compiler looks into calls once it
     * has seen all of them, of a method's result it then knows no more than the declared class, and here alone it would settle for that: the vector would stay an object.
     */
    void intoArray(CodeBuilder builder, ClassDesc... rest) {
        builder.invokevirtual(owner, "intoArray", memory(ConstantDescs.CD_void, false, rest));
    }

    private MethodTypeDesc memory(ClassDesc result, boolean withSpecies, ClassDesc... rest) {
        List<ClassDesc> parameters = new ArrayList<>();
        if (withSpecies) {
            parameters.add(SPECIES);
        }
        parameters.add(element().arrayType());
        parameters.add(ConstantDescs.CD_int);
        parameters.addAll(List.of(rest));
        return MethodTypeDesc.of(result, parameters);
    }
}
