/** The command {@code ./chainrule bench}. */
@NullMarked
package org.chainrule.bench;

import org.jspecify.annotations.NullMarked;
