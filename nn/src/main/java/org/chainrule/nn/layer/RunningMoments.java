package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.nn.Statistics;

/**
 * What a {@link BatchNorm} remembers of its batches.
 *
 * @param mean [channels]; zeros at first
 * @param variance [channels], divided by n − 1; ones at first
 */
public record RunningMoments(Tensor mean, Tensor variance) implements Statistics {}
