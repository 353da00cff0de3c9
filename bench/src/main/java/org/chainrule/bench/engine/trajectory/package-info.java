/** The trajectories of this engine. */
@NullMarked
package org.chainrule.bench.engine.trajectory;

import org.jspecify.annotations.NullMarked;
