package org.chainrule.cli.run;

/**
 * How well a model does on some examples.
 *
 * @param loss the mean loss of an example
 * @param accuracy the share of right answers, 0 to 1
 */
public record SplitMetrics(double loss, double accuracy) {}
