package org.chainrule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a function was traced to, by the signatures of its arguments. A number that is configuration gives each of its values a trace of its
 * own: that is told once, and of those for arguments of the same types only the ones used last are kept. May be called by any number of threads.
 */
final class Traces<T> {
    /** How many are kept that differ in configuration alone. */
    private static final int KEPT = 64;

    /** The how many-th is told. */
    private static final int TOLD = 8;

    private final String name;
    private final Map<Signature, Trace<T>> traces = new LinkedHashMap<>(16, 0.75f, true);
    private boolean told;

    /** @param user whose traces these are: its log tells of too many */
    Traces(Class<?> user) {
        this.name = user.getName();
    }

    /** One trace, made by the thread that asks first. */
    private static final class Trace<T> {
        private @Nullable T made;

        synchronized T get(Signature signature, Function<Signature, T> make) {
            @Nullable T known = made;
            T result = known == null ? make.apply(signature) : known;
            made = result;
            return result;
        }
    }

    /** The trace for a signature, made if there is none. */
    T get(Signature signature, Function<Signature, T> make) {
        return trace(signature).get(signature, make);
    }

    private synchronized Trace<T> trace(Signature signature) {
        @Nullable Trace<T> known = traces.get(signature);
        if (known != null) {
            return known;
        }
        List<Signature> others = new ArrayList<>();
        for (Signature other : traces.keySet()) {
            if (other.types().equals(signature.types())) {
                others.add(other);
            }
        }
        if (others.size() >= KEPT) {
            // by identity: configuration that has changed since is not found by its hash any more
            traces.keySet().removeIf(other -> other == others.getFirst());
        }
        tell(others, signature);
        Trace<T> fresh = new Trace<>();
        traces.put(signature, fresh);
        return fresh;
    }

    /** Once, when so many of the same types differ from this one in configuration alone. */
    private void tell(List<Signature> others, Signature signature) {
        if (told || others.size() < TOLD) {
            return;
        }
        Set<String> differing = new LinkedHashSet<>();
        int alike = 0;
        for (Signature other : others) {
            Optional<List<String>> difference = TreeForm.difference(other.form(), signature.form());
            difference.ifPresent(differing::addAll);
            alike += difference.isPresent() ? 1 : 0;
        }
        if (alike >= TOLD) {
            told = true;
            System.getLogger(name)
                    .log(
                            System.Logger.Level.WARNING,
                            "Traced and compiled " + (alike + 1) + " times for arguments that differ in "
                                    + String.join(", ", differing)
                                    + " alone, which is configuration: each new value is compiled anew. Give a number that changes as"
                                    + " a tensor, by Tensor.scalar, and objects and functions that stay as the same ones");
        }
    }
}
