/**
 * What the benchmark and the engines' processes agree on: the tasks, their data, how a step is timed, and the lines that are
 * printed. Plain Java without dependencies, because the peers are compiled against it.
 */
@NullMarked
package org.chainrule.bench.protocol;

import org.jspecify.annotations.NullMarked;
