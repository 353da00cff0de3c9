/** Runs as a page shows them: streamed while they train, or inlined in a report. */
@NullMarked
package org.chainrule.lens.live;

import org.jspecify.annotations.NullMarked;
