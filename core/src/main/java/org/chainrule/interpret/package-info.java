/** The reference meaning of a graph, computed in double precision: the oracle of the tests, and the cold tier. */
@NullMarked
package org.chainrule.interpret;

import org.jspecify.annotations.NullMarked;
