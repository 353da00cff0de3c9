/** Watches a training: a listener, and the probes that it takes of gradients and activations. */
@NullMarked
package org.chainrule.lens.watch;

import org.jspecify.annotations.NullMarked;
