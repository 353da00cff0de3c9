/** The command line: options in, lines and a run folder out. */
@NullMarked
package org.chainrule.cli;

import org.jspecify.annotations.NullMarked;
