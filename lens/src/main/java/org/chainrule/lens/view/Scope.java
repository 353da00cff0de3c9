package org.chainrule.lens.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a model by its place, as {@code blocks.0 / attention / query}. Numbers belong to the list that they count, so the layers of
 * a list stand side by side.
 */
record Scope(List<String> parts) {
    static final Scope ROOT = new Scope(List.of());

    Scope {
        parts = List.copyOf(parts);
    }

    /** The part that a path leads to. */
    static Scope at(String path) {
        List<String> parts = new ArrayList<>();
        for (String name : path.split("\\.", -1)) {
            if (!parts.isEmpty() && !name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
                parts.add(parts.removeLast() + "." + name);
            } else {
                parts.add(name);
            }
        }
        return new Scope(parts);
    }

    /** The part that a parameter is in. */
    static Scope around(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? ROOT : at(path.substring(0, dot));
    }

    /** The smallest part that holds both. */
    Scope common(Scope other) {
        int length = 0;
        while (length < Math.min(parts.size(), other.parts.size())
                && parts.get(length).equals(other.parts.get(length))) {
            length++;
        }
        return new Scope(parts.subList(0, length));
    }

    boolean isWithin(Scope other) {
        return common(other).equals(other);
    }

    boolean isRoot() {
        return parts.isEmpty();
    }

    Scope parent() {
        return new Scope(parts.subList(0, parts.size() - 1));
    }

    String path() {
        return String.join(".", parts);
    }
}
