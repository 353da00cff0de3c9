/** Ranges of the numbers that records are made of; not exported. */
@NullMarked
package org.chainrule.arguments;

import org.jspecify.annotations.NullMarked;
