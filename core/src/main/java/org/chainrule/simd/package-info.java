/** The machine's vectors: the only hand-written user of {@code jdk.incubator.vector}, which may be absent. */
@NullMarked
package org.chainrule.simd;

import org.jspecify.annotations.NullMarked;
