package org.chainrule;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How to take a record apart and put it together. */
record RecordShape(List<String> names, List<Method> accessors, Constructor<?> constructor) {
    private static final Object[] NO_ARGUMENTS = {};

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return reflect(type);
        }
    };

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static RecordShape reflect(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Method> accessors = new ArrayList<>();
        try {
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                accessors.add(accessor);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            List<String> names =
                    Arrays.stream(components).map(RecordComponent::getName).toList();
            return new RecordShape(names, List.copyOf(accessors), constructor);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the components of " + type.getName()
                            + " cannot be read: its module must open its package to org.chainrule.core",
                    e);
        }
    }

    Object component(Object value, int index) {
        try {
            return accessors.get(index).invoke(value, NO_ARGUMENTS);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("component " + names.get(index) + " of " + value.getClass(), e);
        }
    }

    Object make(Object... components) {
        try {
            return constructor.newInstance(components);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot rebuild " + constructor.getDeclaringClass(), e);
        }
    }
}
