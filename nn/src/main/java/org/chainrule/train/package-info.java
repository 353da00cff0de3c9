/** The trainer, what it reports, and how models are kept. */
@NullMarked
package org.chainrule.train;

import org.jspecify.annotations.NullMarked;
