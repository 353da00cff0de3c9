package org.chainrule.train;

/**
 * How good a model is on some data.
 *
 * @param loss the mean over the examples
 * @param accuracy the share of examples whose class is found
 */
public record Score(double loss, double accuracy) {}
