package org.chainrule.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The options of an example, {@code --name value}; each has a usual value. */
record Options(Map<String, String> values) {
    /**
     * Reads arguments.
     *
     * @param usual each option with its usual value, as {@code epochs=8}
     * @throws UsageException for an option that is none of them, or has no value
     */
    static Options of(String[] arguments, String... usual) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String option : usual) {
            int equals = option.indexOf('=');
            values.put(option.substring(0, equals), option.substring(equals + 1));
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!values.containsKey(name) || i + 1 == arguments.length) {
                throw new UsageException("its options are "
                        + values.entrySet().stream()
                                .map(option -> "--" + option.getKey() + " " + option.getValue())
                                .collect(Collectors.joining(", ")));
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A whole number from 1 on. */
    int count(String name) {
        String value = text(name);
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new UsageException("--" + name + " is a whole number from 1 on, not " + value);
        }
        return Integer.parseInt(value);
    }

    /** A number above 0. */
    double number(String name) {
        String value = text(name);
        if (!value.matches("[0-9]*\\.?[0-9]+(e-?[0-9]+)?") || !(Double.parseDouble(value) > 0)) {
            throw new UsageException("--" + name + " is a number above 0, not " + value);
        }
        return Double.parseDouble(value);
    }
}
