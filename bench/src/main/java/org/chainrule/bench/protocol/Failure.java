package org.chainrule.bench.protocol;

/** Why an engine has no answer for a row. */
public record Failure(String engine, String row, String reason) implements Line {
    static final String WORD = "FAILED";

    static Failure of(String engine, String row, Throwable cause) {
        return new Failure(engine, row, cause.toString().lines().findFirst().orElse("unknown"));
    }

    @Override
    public String text() {
        return WORD + "," + engine + "," + row + "," + reason;
    }

    static Failure of(String text) {
        String[] fields = text.split(",", 4);
        return new Failure(fields[1], fields[2], fields[3]);
    }
}
