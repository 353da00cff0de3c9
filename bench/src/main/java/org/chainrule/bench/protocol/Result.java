package org.chainrule.bench.protocol;

import java.util.Locale;

/** The times of a row's steps in milliseconds, and what was observed at the first and the last. */
public record Result(
        String engine,
        String row,
        double median,
        double least,
        double most,
        double ninetieth,
        int steps,
        double first,
        double last)
        implements Line {
    static final String WORD = "RESULT";

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.5f,%.5f,%.5f,%.5f,%d,%.6g,%.6g",
                WORD,
                engine,
                row,
                median,
                least,
                most,
                ninetieth,
                steps,
                first,
                last);
    }

    static Result of(String[] fields) {
        return new Result(
                fields[1],
                fields[2],
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                Integer.parseInt(fields[7]),
                Double.parseDouble(fields[8]),
                Double.parseDouble(fields[9]));
    }
}
