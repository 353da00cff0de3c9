package org.chainrule.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.warmup.KernelCode;

/** The class file around the code of a kernel. */
final class KernelClass {
    private static final ClassDesc CLASS = ClassDesc.of(KernelClass.class.getPackageName(), "FusedLoop");
    private static final ClassDesc INTERFACE =
            KernelCode.class.describeConstable().orElseThrow();
    /** The method that implements the interface. The launcher has HotSpot compile it soon, by this name. */
    static final String RUN = "run";
    /** A method that it calls, which HotSpot compiles by its own measure. */
    static final String FIRST = "first";

    private static final MethodTypeDesc RUN_TYPE = MethodType.methodType(
                    void.class, Object[].class, int[].class, int.class, int.class, int.class, int.class)
            .describeConstable()
            .orElseThrow();

    private KernelClass() {}

    /** The bytes of a class of which a method is this code, which its method {@code run} calls if it is another. */
    static byte[] of(Code code, String method) {
        return ClassFile.of().build(CLASS, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC).withInterfaceSymbols(INTERFACE);
            MicroClass.constructor(type, ConstantDescs.CD_Object)
                    .withMethodBody(method, RUN_TYPE, ClassFile.ACC_PUBLIC, builder -> {
                        LocalSlots slots = new LocalSlots(draft(code, builder), Frame.PARAMETERS);
                        builder.transforming(inSlots(slots), code::writeTo);
                        builder.return_();
                    });
            if (!method.equals(RUN)) {
                type.withMethodBody(
                        RUN,
                        RUN_TYPE,
                        ClassFile.ACC_PUBLIC,
                        builder -> builder.aload(0)
                                .aload(Frame.ARRAYS)
                                .aload(Frame.ARGUMENTS)
                                .iload(Frame.ROW_FROM)
                                .iload(Frame.ROW_TO)
                                .iload(Frame.COLUMN_FROM)
                                .iload(Frame.COLUMN_TO)
                                .invokevirtual(CLASS, method, RUN_TYPE)
                                .return_());
            }
        });
    }

    /** The instructions with a variable for every value, written down and thrown away. */
    private static List<CodeElement> draft(Code code, CodeBuilder builder) {
        List<CodeElement> elements = new ArrayList<>();
        builder.transforming((thrownAway, element) -> elements.add(element), code::writeTo);
        return elements;
    }

    private static CodeTransform inSlots(LocalSlots slots) {
        return (builder, element) -> {
            switch (element) {
                case LoadInstruction load -> builder.loadLocal(load.typeKind(), slots.slot(load.slot()));
                case StoreInstruction store -> builder.storeLocal(store.typeKind(), slots.slot(store.slot()));
                case IncrementInstruction increment -> builder.iinc(slots.slot(increment.slot()), increment.constant());
                case CodeElement other -> builder.with(other);
            }
        };
    }
}
