/** Tensors and graphs as the page shows them. */
@NullMarked
package org.chainrule.lens.view;

import org.jspecify.annotations.NullMarked;
