package org.chainrule.train;

/**
 * How good a model is on some data.
 *
 * @param loss the mean over the examples
 * @param accuracy the share of examples whose class is found; NaN where the targets are no class numbers
 */
public record Score(double loss, double accuracy) {}
