package org.chainrule.train;

/**
 * What one step came to.
 *
 * @param epoch counted from 1
 * @param batch counted from 1
 * @param batches how many an epoch has
 * @param step how many steps there were in all, this one included
 */
public record BatchReport(int epoch, int batch, int batches, long step, int examples, double loss, double rate) {}
