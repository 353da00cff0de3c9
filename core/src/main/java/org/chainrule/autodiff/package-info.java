/** Derivatives, graph to graph: a pass a file. The rules stand with the operations. */
@NullMarked
package org.chainrule.autodiff;

import org.jspecify.annotations.NullMarked;
