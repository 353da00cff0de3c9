package org.chainrule.cli.run;

/**
 * A simpler way to predict, on the same examples.
 *
 * @param value of the same measure
 */
public record Baseline(String name, double value) {}
