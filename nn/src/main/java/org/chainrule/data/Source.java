package org.chainrule.data;

import java.util.OptionalInt;

/**
 * What a training learns from, epoch after epoch: a {@link Dataset}, whose examples have numbers, or a {@link Streamed} source, whose
 * examples come one after the other. What an epoch gives must follow from its {@link Pass} alone, so that a training can be repeated, and
 * gone on with, to the bit.
 */
public interface Source {
    /**
     * The batches of one epoch, made ahead; to be closed.
     *
     * @param from the first that is wanted, from 0: those before it were learnt before an interruption
     */
    Prefetch batches(Pass pass, int from);

    /** How many examples there are; none if that is not known before they have come. */
    OptionalInt count();
}
