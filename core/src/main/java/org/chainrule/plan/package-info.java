/** What the compiler made of a graph, as values to look at. */
@NullMarked
package org.chainrule.plan;

import org.jspecify.annotations.NullMarked;
