package org.chainrule.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.Tree;

/**
 * Some of a model's parameters, by the patterns of their paths:
 *
 * <pre>{@code
 * Selection.of("**").except("**.bias", "**.norm*.**")
 * }</pre>
 *
 * A path such as {@code layers.0.weight} consists of names. In a pattern, {@code **} stands for any number of names, none
 * included; {@code *} for any characters of one name, and {@code ?} for one.
 *
 * @param patterns at least one of which fits
 * @param exceptions none of which fits
 */
public record Selection(List<String> patterns, List<String> exceptions) implements Predicate<String> {
    private static final String ANY_NAMES = "**";

    public Selection {
        patterns = List.copyOf(patterns);
        exceptions = List.copyOf(exceptions);
    }

    /** The parameters whose paths fit one of some patterns. */
    public static Selection of(String... patterns) {
        return new Selection(List.of(patterns), List.of());
    }

    /** All parameters. */
    public static Selection all() {
        return of(ANY_NAMES);
    }

    /** The same without those whose paths fit one of some patterns. */
    public Selection except(String... others) {
        return new Selection(
                patterns,
                Stream.concat(exceptions.stream(), List.of(others).stream()).toList());
    }

    @Override
    public boolean test(String path) {
        return fitsAny(patterns, path) && !fitsAny(exceptions, path);
    }

    /**
     * A model's selected parameters by path, in the model's order.
     *
     * @throws IllegalArgumentException if a pattern or an exception fits no path of the model, as a misspelt one does
     */
    public Map<String, Tensor> in(Object model) {
        Map<String, Tensor> named = Tree.named(model);
        for (List<String> kind : List.of(patterns, exceptions)) {
            for (String pattern : kind) {
                if (!pattern.equals(ANY_NAMES) && named.keySet().stream().noneMatch(path -> fits(pattern, path))) {
                    throw new IllegalArgumentException("the pattern " + pattern + " fits no parameter: there are "
                            + String.join(", ", named.keySet()));
                }
            }
        }
        return named.entrySet().stream()
                .filter(entry -> test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private static boolean fitsAny(List<String> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> fits(pattern, path));
    }

    private static boolean fits(String pattern, String path) {
        return fits(List.of(pattern.split("\\.", -1)), List.of(path.split("\\.", -1)));
    }

    private static boolean fits(List<String> pattern, List<String> names) {
        if (pattern.isEmpty()) {
            return names.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.getFirst().equals(ANY_NAMES)) {
            return fits(rest, names) || !names.isEmpty() && fits(pattern, names.subList(1, names.size()));
        }
        return !names.isEmpty()
                && fitsName(pattern.getFirst(), names.getFirst())
                && fits(rest, names.subList(1, names.size()));
    }

    private static boolean fitsName(String pattern, String name) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return name.matches(regex);
    }
}
