/** Runs the engines side by side, each in a process of its own, and makes the rows of the comparison. */
@NullMarked
package org.chainrule.bench.compare;

import org.jspecify.annotations.NullMarked;
