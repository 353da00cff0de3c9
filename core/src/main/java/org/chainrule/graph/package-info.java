/** What a computation is: nodes, and operations that hold all that they mean. Knows no other package. */
@NullMarked
package org.chainrule.graph;

import org.jspecify.annotations.NullMarked;
