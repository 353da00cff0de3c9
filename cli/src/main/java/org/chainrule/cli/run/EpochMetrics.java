package org.chainrule.cli.run;

/**
 * The numbers of one epoch.
 *
 * @param epoch from 1
 * @param seconds since training began
 */
public record EpochMetrics(int epoch, SplitMetrics training, SplitMetrics validation, double rate, double seconds) {}
