/**
 * Operations on drawn inputs whose values and gradients every engine must agree about. Plain Java without dependencies, because the
 * peers are compiled against it.
 */
@NullMarked
package org.chainrule.bench.agree;

import org.jspecify.annotations.NullMarked;
