package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.MASK;

import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.graph.DType;

/** BOOL values in lanes. The Vector API has a type of mask for each type of vector. */
final class VectorMasks {
    private final VectorLanes lanes;
    private final VectorFrame vectors;
    private final Map<Value.Vector, Map<VectorType, Integer>> casts = new HashMap<>();

    VectorMasks(VectorLanes lanes, VectorFrame vectors) {
        this.lanes = lanes;
        this.vectors = vectors;
    }

    /** The local variable of the same mask over vectors of a type. */
    int over(Value.Vector mask, VectorType type) {
        if (mask.type() == type) {
            return mask.local();
        }
        return casts.computeIfAbsent(mask, _ -> new HashMap<>())
                .computeIfAbsent(
                        type,
                        wanted -> lanes.store(builder -> {
                            builder.aload(mask.local());
                            wanted.species(builder, vectors.bits());
                            builder.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, VectorType.SPECIES));
                        }));
    }

    /** One of {@code and}, {@code or}, {@code xor}. */
    Value logical(String method, Value.Vector a, Value.Vector b) {
        int right = over(b, a.type());
        return new Value.Vector(
                DType.BOOL,
                a.type(),
                lanes.store(builder -> builder.aload(a.local())
                        .aload(right)
                        .invokevirtual(MASK, method, MethodTypeDesc.of(MASK, MASK))));
    }

    Value not(Value.Vector mask) {
        return new Value.Vector(
                DType.BOOL,
                mask.type(),
                lanes.store(
                        builder -> builder.aload(mask.local()).invokevirtual(MASK, "not", MethodTypeDesc.of(MASK))));
    }
}
