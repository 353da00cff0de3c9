/** Values and gradients of every operation in this engine. */
@NullMarked
package org.chainrule.bench.engine.agree;

import org.jspecify.annotations.NullMarked;
