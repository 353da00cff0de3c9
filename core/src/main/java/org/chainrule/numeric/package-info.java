/** Algorithms over plain arrays that no graph of simple operations expresses well: factorizations, Fourier transforms, sorting. Knows nobody. */
@NullMarked
package org.chainrule.numeric;

import org.jspecify.annotations.NullMarked;
