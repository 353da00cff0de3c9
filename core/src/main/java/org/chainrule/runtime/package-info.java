/** What runs a compiled program: kernels' interfaces, matrix products, buffers. Emits no code. */
@NullMarked
package org.chainrule.runtime;

import org.jspecify.annotations.NullMarked;
