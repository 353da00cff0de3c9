/** Models of language: what comes next, and how to write on. */
@NullMarked
package org.chainrule.nn.language;

import org.jspecify.annotations.NullMarked;
