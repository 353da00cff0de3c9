package org.chainrule.bench.compare;

import java.util.List;
import org.chainrule.bench.protocol.Result;

/** What one engine reached in a row: in milliseconds, the median of the rounds' medians and the best step of all. */
record Measurement(double median, double best) {
    /** Of the rounds that succeeded: at least one. */
    static Measurement of(List<Result> rounds) {
        return new Measurement(
                Statistics.median(rounds.stream().map(Result::median).toList()),
                rounds.stream().mapToDouble(Result::least).min().orElseThrow());
    }
}
