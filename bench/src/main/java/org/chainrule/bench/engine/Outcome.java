package org.chainrule.bench.engine;

import org.chainrule.bench.protocol.Workload;

/** A workload that can be asked for all that it has come to. */
interface Outcome extends Workload {
    /** The tensors of a step more: the whole state after it, or the value with its gradients. */
    Object outcome();
}
