package org.chainrule.codegen;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the emitted classes of this family have in common: one instance method that implements the only one of an interface or a class. */
final class MicroClass {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private MicroClass() {}

    /** An instance of a new hidden class that implements or extends {@code type}, whose only abstract method is {@code run}. */
    static <T> T make(Class<T> type, String name, Consumer<CodeBuilder> body) {
        return make(type, name, body, builder -> {});
    }

    /** As above, with members that the body refers to. */
    static <T> T make(Class<T> type, String name, Consumer<CodeBuilder> body, Consumer<ClassBuilder> members) {
        byte[] bytes = ClassFile.of().build(named(name), builder -> {
            ClassDesc named = type.describeConstable().orElseThrow();
            builder.withFlags(ClassFile.ACC_FINAL);
            if (type.isInterface()) {
                constructor(builder.withInterfaceSymbols(named), ConstantDescs.CD_Object);
            } else {
                constructor(builder.withSuperclass(named), named);
            }
            builder.withMethodBody("run", descriptor(type), ClassFile.ACC_PUBLIC, body);
            members.accept(builder);
        });
        try {
            MethodHandles.Lookup lookup = LOOKUP.defineHiddenClass(bytes, true);
            return type.cast(lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .invoke());
        } catch (Throwable thrown) {
            throw new IllegalStateException("the emitted class " + name + " was refused", thrown);
        }
    }

    /** Gives a class that extends {@code parent} the constructor without parameters. */
    static ClassBuilder constructor(ClassBuilder type, ClassDesc parent) {
        return type.withMethodBody(
                ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void,
                ClassFile.ACC_PUBLIC,
                code -> code.aload(0)
                        .invokespecial(parent, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_());
    }

    /** How an emitted class refers to itself. */
    static ClassDesc named(String name) {
        return ClassDesc.of(MicroClass.class.getPackageName(), name);
    }

    private static MethodTypeDesc descriptor(Class<?> type) {
        Method run = Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .findFirst()
                .orElseThrow();
        return MethodType.methodType(run.getReturnType(), run.getParameterTypes())
                .describeConstable()
                .orElseThrow();
    }

    /** A loop of {@code variable} from 0 to the int variable {@code end}. */
    static void loop(CodeBuilder code, int end, LoopBody body) {
        int variable = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(variable);
        loopOn(code, variable, end, body);
    }

    /** A loop of {@code variable} from where it stands to the int variable {@code end}. */
    static void loopOn(CodeBuilder code, int variable, int end, LoopBody body) {
        Label top = code.newLabel();
        Label done = code.newLabel();
        code.labelBinding(top).iload(variable).iload(end).if_icmpge(done);
        body.emit(code, variable);
        code.iinc(variable, 1).goto_(top).labelBinding(done);
    }

    /** Pushes an int variable plus a constant. */
    static Consumer<CodeBuilder> plus(int variable, int constant) {
        return code -> {
            code.iload(variable);
            if (constant != 0) {
                code.loadConstant(constant).iadd();
            }
        };
    }

    /** The inside of a loop. */
    @FunctionalInterface
    interface LoopBody {
        void emit(CodeBuilder code, int variable);
    }
}
