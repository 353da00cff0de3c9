package org.chainrule.train;

import java.util.OptionalInt;

/**
 * What one step came to.
 *
 * @param epoch counted from 1
 * @param batch counted from 1
 * @param batches how many an epoch has, if that is known: a stream tells only at its end
 * @param step how many steps there were in all, this one included
 */
public record BatchReport(
        int epoch, int batch, OptionalInt batches, long step, int examples, double loss, double rate) {}
