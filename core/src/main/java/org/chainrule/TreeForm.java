package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** What is left of a {@link Tree} when its tensors are taken out: to be compared, or in words. */
final class TreeForm {
    private TreeForm() {}

    /** The form of a map. */
    private record Keyed(List<Object> keys, List<Object> values) {}

    /** Equal for trees of the same form and configuration. */
    static Object of(Object tree) {
        return switch (tree) {
            case Tensor _ -> Tensor.class;
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                List<Object> form = new ArrayList<>(List.of(value.getClass()));
                for (int i = 0; i < shape.names().size(); i++) {
                    form.add(of(shape.component(value, i)));
                }
                yield form;
            }
            case List<?> list -> list.stream().map(TreeForm::of).toList();
            case Map<?, ?> map -> {
                // with the keys' order, which is that of the tensors
                List<Object> keys = new ArrayList<>();
                List<Object> values = new ArrayList<>();
                Entries.of(map).forEach(entry -> {
                    keys.add(entry.getKey());
                    values.add(of(entry.getValue()));
                });
                yield new Keyed(keys, values);
            }
            case Optional<?> optional -> optional.map(TreeForm::of);
            // an array is equal to no other, whatever it holds
            default ->
                tree.getClass().isArray() ? List.of(tree.getClass(), Arrays.deepToString(new Object[] {tree})) : tree;
        };
    }

    /** Whether a tree has that form. */
    static boolean isOf(Object form, Object tree) {
        return switch (tree) {
            case Tensor _ -> form == Tensor.class;
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                boolean same = form instanceof List<?> parts
                        && parts.size() == shape.names().size() + 1
                        && parts.getFirst() == value.getClass();
                for (int i = 0; same && i < shape.names().size(); i++) {
                    same = isOf(((List<?>) form).get(i + 1), shape.component(value, i));
                }
                yield same;
            }
            default -> form.equals(of(tree));
        };
    }

    /**
     * The parts in which two forms differ, each as {@code rate (Double)}; empty if not only configuration of the same kind does, or nothing.
     */
    static Optional<List<String>> difference(Object first, Object second) {
        List<String> parts = new ArrayList<>();
        return compare("", first, second, parts) && !parts.isEmpty() ? Optional.of(parts) : Optional.empty();
    }

    private static boolean compare(String path, Object first, Object second, List<String> parts) {
        if (first.equals(second)) {
            return true;
        }
        if (first instanceof List<?> a && second instanceof List<?> b && a.size() == b.size()) {
            return compare(path, a, b, parts);
        }
        if (first instanceof Keyed(List<Object> keys, List<Object> a)
                && second instanceof Keyed(List<Object> others, List<Object> b)
                && keys.equals(others)) {
            return compare(path, keys, a, b, 0, parts);
        }
        if (first instanceof Optional<?> a && second instanceof Optional<?> b && a.isPresent() && b.isPresent()) {
            return compare(path, a.get(), b.get(), parts);
        }
        boolean alike = !(first instanceof List<?> || first instanceof Keyed || first instanceof Optional<?>)
                && first != Tensor.class
                && first.getClass() == second.getClass();
        if (alike) {
            parts.add((path + " (" + first.getClass().getSimpleName() + ")").strip());
        }
        return alike;
    }

    /** Of records, arrays and lists, whose forms are lists. */
    private static boolean compare(String path, List<?> a, List<?> b, List<String> parts) {
        if (a.getFirst() instanceof Class<?> type && type.isArray()) {
            parts.add((path + " (" + type.getSimpleName() + ")").strip());
            return a.getFirst() == b.getFirst();
        }
        if (a.getFirst() instanceof Class<?> type
                && type.isRecord()
                && a.size() == RecordShape.of(type).names().size() + 1) {
            return a.getFirst() == b.getFirst()
                    && compare(path, RecordShape.of(type).names(), a, b, 1, parts);
        }
        return compare(path, IntStream.range(0, a.size()).boxed().toList(), a, b, 0, parts);
    }

    private static boolean compare(String path, List<?> names, List<?> a, List<?> b, int offset, List<String> parts) {
        for (int i = 0; i < names.size(); i++) {
            String below = path.isEmpty() ? names.get(i).toString() : path + "." + names.get(i);
            if (!compare(below, a.get(offset + i), b.get(offset + i), parts)) {
                return false;
            }
        }
        return true;
    }

    /** In one line, with types in the place of tensors. */
    static String words(Object tree) {
        return switch (tree) {
            case Tensor tensor -> tensor.node().type().toString();
            case Record value -> {
                RecordShape shape = RecordShape.of(value.getClass());
                StringJoiner parts = new StringJoiner(", ", value.getClass().getSimpleName() + "[", "]");
                for (int i = 0; i < shape.names().size(); i++) {
                    parts.add(shape.names().get(i) + "=" + words(shape.component(value, i)));
                }
                yield parts.toString();
            }
            case List<?> list -> list.stream().map(TreeForm::words).toList().toString();
            case Map<?, ?> map -> {
                Map<Object, String> parts = new LinkedHashMap<>();
                Entries.of(map).forEach(entry -> parts.put(entry.getKey(), words(entry.getValue())));
                yield parts.toString();
            }
            case Optional<?> optional -> optional.map(TreeForm::words).orElse("none");
            default -> tree.getClass().isArray() ? Arrays.deepToString(new Object[] {tree}) : tree.toString();
        };
    }
}
