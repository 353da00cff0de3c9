/** The tasks in this engine. */
@NullMarked
package org.chainrule.bench.engine;

import org.jspecify.annotations.NullMarked;
