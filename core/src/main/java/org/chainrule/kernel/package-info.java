/** The form of a kernel between fusion and code generation: what is computed at one place, and nothing of the machine. */
@NullMarked
package org.chainrule.kernel;

import org.jspecify.annotations.NullMarked;
