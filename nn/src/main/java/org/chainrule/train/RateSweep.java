package org.chainrule.train;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The losses of a training whose rate grew from step to step.
 *
 * @param rates of each step
 * @param losses smoothed, at each rate; all finite
 * @param ending why there are no more
 * @param suggestions rates to train with; without those that the sweep was too short for
 */
public record RateSweep(List<Double> rates, List<Double> losses, Ending ending, Map<Suggestion, Double> suggestions) {
    /** fast.ai leaves out this many steps at the end, where the loss already explodes. */
    private static final int LEFT_OUT = 5;

    public RateSweep {
        rates = List.copyOf(rates);
        losses = List.copyOf(losses);
        suggestions = Collections.unmodifiableMap(new EnumMap<>(suggestions));
    }

    /** Why a sweep ended. */
    public enum Ending {
        /** All rates were tried. */
        COMPLETE,
        /** The loss was too far above the best one. */
        DIVERGED,
        /** The loss was no finite number any more. */
        NOT_FINITE
    }

    /** How many rates were tried, from which to which, how the sweep ended, and the suggestions. */
    @Override
    public String toString() {
        String suggested = suggestions.entrySet().stream()
                .map(suggestion -> suggestion.getKey() + "=" + text(suggestion.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "RateSweep[" + rates.size() + " rates " + span(rates) + ", losses " + span(losses) + ", " + ending
                + ", suggestions " + suggested + "]";
    }

    private static String span(List<Double> numbers) {
        return numbers.isEmpty() ? "none" : text(Collections.min(numbers)) + " to " + text(Collections.max(numbers));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }

    /** A sweep with its suggestions. */
    static RateSweep of(List<Double> rates, List<Double> losses, Ending ending, int planned) {
        // infinite losses are at the end, and stand for the last five
        int to = Math.max(0, losses.size() - (ending == Ending.NOT_FINITE ? 0 : LEFT_OUT));
        int from = Math.min(planned / 10, to);
        Map<Suggestion, Double> suggestions = new EnumMap<>(Suggestion.class);
        for (Suggestion suggestion : Suggestion.values()) {
            suggestion
                    .on(rates.subList(from, to), losses.subList(from, to))
                    .ifPresent(rate -> suggestions.put(suggestion, rate));
        }
        return new RateSweep(rates, losses, ending, suggestions);
    }
}
