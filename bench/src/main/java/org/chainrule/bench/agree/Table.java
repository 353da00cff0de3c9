package org.chainrule.bench.agree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How an engine computes each operation.
 *
 * @param <T> its tensors
 */
public final class Table<T> {
    private final Map<String, Function<Asked<T>, List<T>>> rows = new LinkedHashMap<>();

    /** An operation of one result. */
    public Table<T> one(String operation, Function<Asked<T>, T> function) {
        return several(operation, asked -> List.of(function.apply(asked)));
    }

    /** An operation of several results. */
    public Table<T> several(String operation, Function<Asked<T>, List<T>> function) {
        if (rows.put(operation, function) != null) {
            throw new IllegalArgumentException("two rows of " + operation);
        }
        return this;
    }

    public Set<String> operations() {
        return Set.copyOf(rows.keySet());
    }

    public List<T> apply(String operation, Asked<T> asked) {
        return Optional.ofNullable(rows.get(operation))
                .orElseThrow(() -> new IllegalArgumentException("no row of " + operation))
                .apply(asked);
    }
}
