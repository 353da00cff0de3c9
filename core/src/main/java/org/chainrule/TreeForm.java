package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What is left of a {@link Tree} when its tensors are taken out: to be compared, or in words. */
final class TreeForm {
    private TreeForm() {}

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
                List<Object> form = new ArrayList<>();
                map.forEach((key, value) -> form.add(List.of(key, of(value))));
                yield form;
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
                map.forEach((key, value) -> parts.put(key, words(value)));
                yield parts.toString();
            }
            case Optional<?> optional -> optional.map(TreeForm::words).orElse("none");
            default -> tree.getClass().isArray() ? Arrays.deepToString(new Object[] {tree}) : tree.toString();
        };
    }
}
