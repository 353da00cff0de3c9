/** Networks on real data, each a small program to read; {@code ./chainrule example} runs them. */
@NullMarked
package org.chainrule.examples;

import org.jspecify.annotations.NullMarked;
