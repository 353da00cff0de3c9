/** Gradients that can be trusted: checked against differences, against each other, and against Taylor's theorem. */
@NullMarked
package org.chainrule.check;

import org.jspecify.annotations.NullMarked;
