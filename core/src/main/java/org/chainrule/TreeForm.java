package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is left of a {@link Tree} when its tensors are taken out. */
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
}
