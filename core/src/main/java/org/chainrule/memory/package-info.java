/** Arrays to work in, which begin at cache lines, and objects that are used again. */
@NullMarked
package org.chainrule.memory;

import org.jspecify.annotations.NullMarked;
