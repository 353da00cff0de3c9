package org.chainrule;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tensors in fields of plain classes, which no {@link Tree} sees: they would go without gradient, untrained, unsaved. */
final class Unseen {
    private static final ClassValue<Boolean> HIDES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return hides(type, new HashSet<>());
            } catch (LinkageError | TypeNotPresentException e) {
                return false; // a field of a class that is not there
            }
        }
    };

    private Unseen() {}

    /** Whether a tree is one that is looked into: no configuration from its root on. */
    static boolean isSeen(@Nullable Object tree) {
        return switch (tree) {
            case null -> true; // refused by itself
            case Tensor _, Record _, List<?> _, Map<?, ?> _, Optional<?> _ -> true;
            default -> false;
        };
    }

    /**
     * A whole argument or result may be configuration, as a number or a choice, but no object with tensors in its fields.
     *
     * @throws NoTensorException if it is
     */
    static <T> T check(T tree) {
        if (!isSeen(tree)) {
            checkPart("", tree);
        }
        return tree;
    }

    /**
     * So may a part of a tree that is not looked into.
     *
     * @param path where it stands, written out only if it is refused
     * @throws NoTensorException if it has tensors in its fields
     */
    static void checkPart(Object path, Object part) {
        if (HIDES.get(part.getClass())) {
            throw new NoTensorException((path + " " + unseen(part.getClass())).strip());
        }
    }

    static NoTensorException of(Object tree) {
        Class<?> type = tree.getClass();
        return new NoTensorException(
                isSeen(tree)
                        ? (tree instanceof Record ? name(type) : Tree.describe(tree))
                                + " holds no tensor; tensors stand in records, lists, maps and optionals"
                        : unseen(type));
    }

    private static String unseen(Class<?> type) {
        return name(type)
                + " is no record, list, map or tensor, so its tensors cannot be seen: make it a record, or have a lambda close over what is never trained";
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private static boolean hides(Class<?> type, Set<Type> known) {
        // a lambda may close over tensors: they are constants to it, and so are those of a choice among constants
        // and of a key
        if (type.isHidden() || type.isEnum() || type.getName().startsWith("java.") || type == RandomKey.class) {
            return false;
        }
        boolean hides = type.getSuperclass() != null && holds(type.getSuperclass(), known);
        for (Field field : type.getDeclaredFields()) {
            hides = hides
                    || !Modifier.isStatic(field.getModifiers())
                            && !field.isSynthetic()
                            && holds(field.getGenericType(), known);
        }
        return hides;
    }

    /** Whether it has what its type arguments say in it; others take and make it, as functions and comparators do. */
    private static boolean isContainer(Type raw) {
        return raw instanceof Class<?> type
                && Stream.of(Iterable.class, Map.class, Optional.class, Reference.class, AtomicReference.class)
                        .anyMatch(container -> container.isAssignableFrom(type));
    }

    private static boolean holds(Type type, Set<Type> known) {
        return type == Tensor.class
                || known.add(type)
                        && switch (type) {
                            case Class<?> plain ->
                                plain.isArray() ? holds(plain.getComponentType(), known) : hides(plain, known);
                            case GenericArrayType array -> holds(array.getGenericComponentType(), known);
                            case ParameterizedType generic ->
                                holds(generic.getRawType(), known)
                                        || isContainer(generic.getRawType())
                                                && Arrays.stream(generic.getActualTypeArguments())
                                                        .anyMatch(argument -> holds(argument, known));
                            default -> false;
                        };
    }
}
