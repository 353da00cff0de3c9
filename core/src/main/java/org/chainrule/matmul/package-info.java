/** Matrix products: how they are cut, packed and computed tile by tile. Emits no code. */
@NullMarked
package org.chainrule.matmul;

import org.jspecify.annotations.NullMarked;
