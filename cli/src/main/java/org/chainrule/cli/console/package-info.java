/** What is written to a terminal, or to a file in its place. */
@NullMarked
package org.chainrule.cli.console;

import org.jspecify.annotations.NullMarked;
