package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;

/** The partial results of one reduction, in as many hardware vectors as make a logical one; of the largest or smallest in any number. */
final class VectorPartial {
    /** The larger of two vectors takes several instructions, each of which waits for the one before: so many are under way at a time. */
    private static final int CHAINS = 2;

    private final VectorFrame vectors;
    private final Combine combine;
    private final DType dtype;
    private final VectorType type;
    private final boolean heavy;
    private final List<Integer> locals = new ArrayList<>();

    /**
     * Begins with the identity, before the columns.
     *
     * @param logical how many hardware vectors make a logical one
     * @param heavy whether the kernel takes HotSpot's compiler much memory as it is: rotations take it 5 MB more, for three sums
     */
    VectorPartial(VectorFrame vectors, Combine combine, DType dtype, int logical, Code before, boolean heavy) {
        this.vectors = vectors;
        this.combine = combine;
        this.dtype = dtype;
        this.type = VectorType.of(dtype, vectors.wide());
        this.heavy = heavy;
        Value.Vector identity = vectors.constant(Reductions.identity(combine, dtype));
        int count = isInAnyOrder() ? Math.max(CHAINS, logical) : logical;
        for (int i = 0; i < count; i++) {
            int local = vectors.frame().takeReference();
            before.add(builder -> builder.aload(identity.local()).astore(local));
            locals.add(local);
        }
    }

    /** Whether the result is the same in any order, as no sum is: the largest and the smallest. */
    private boolean isInAnyOrder() {
        return combine != Combine.SUM && dtype != DType.BOOL;
    }

    /** Combines a vector into the partial result whose turn it is, where the mask allows, and passes the turn on. */
    void put(VectorLanes lanes, Code body, Value.Vector argument, Optional<Value> left) {
        Value.Vector soFar = new Value.Vector(dtype, type, locals.getFirst());
        vectors.exact(body, soFar);
        Value combined = combine.of(lanes, soFar, argument);
        Value.Vector next = lanes.vector(
                left.map(mask -> lanes.select(mask, combined, soFar)).orElse(combined));
        body.add(builder -> {
            for (int i = 1; i < locals.size(); i++) {
                builder.aload(locals.get(i)).astore(locals.get(i - 1));
            }
            builder.aload(next.local()).astore(locals.getLast());
        });
    }

    /** The one number that the partial results come to. */
    Value result(Code row) {
        VectorLanes lanes = new VectorLanes(vectors, row, new HashMap<>(), row);
        List<Value> parts = new ArrayList<>();
        for (int local : locals) {
            Value.Vector part = new Value.Vector(dtype, type, local);
            vectors.exact(row, part);
            parts.add(part);
        }
        Value.Vector whole = lanes.vector(Reductions.inHalves(lanes, combine, parts));
        if (isInAnyOrder()) {
            Value.Scalar number = vectors.frame().takeScalar(dtype);
            row.add(builder -> {
                builder.aload(whole.local()).getstatic(VectorType.OPERATORS, combine.name(), VectorType.ASSOCIATIVE);
                builder.invokevirtual(
                        type.owner(), "reduceLanes", MethodTypeDesc.of(type.element(), VectorType.ASSOCIATIVE));
                Frame.pop(builder, number);
            });
            return number;
        }
        return heavy ? inHalvesOneByOne(row, whole) : lane(row, inHalves(lanes, whole), 0);
    }

    /** Puts the lanes together in halves, as {@link Reductions#inHalves}: what is wanted comes to stand in the first. */
    private Value.Vector inHalves(VectorLanes lanes, Value.Vector whole) {
        Value.Vector left = whole;
        for (int half = vectors.length() / 2; half > 0; half /= 2) {
            Value.Vector from = left;
            int down = half;
            Value.Vector other =
                    lanes.value(dtype, builder -> type.rotate(builder.aload(from.local()), vectors.bits(), down));
            left = lanes.vector(combine.of(lanes, left, other));
        }
        return left;
    }

    private Value inHalvesOneByOne(Code row, Value.Vector whole) {
        List<Value> numbers = new ArrayList<>();
        for (int lane = 0; lane < vectors.length(); lane++) {
            numbers.add(lane(row, whole, lane));
        }
        return Reductions.inHalves(new ScalarLanes(vectors.frame(), row), combine, numbers);
    }

    private Value.Scalar lane(Code row, Value.Vector vector, int lane) {
        Value.Scalar number = vectors.frame().takeScalar(dtype);
        row.add(builder -> {
            builder.aload(vector.local()).loadConstant(lane);
            builder.invokevirtual(type.owner(), "lane", MethodTypeDesc.of(type.element(), CD_int));
            Frame.pop(builder, number);
        });
        return number;
    }
}
