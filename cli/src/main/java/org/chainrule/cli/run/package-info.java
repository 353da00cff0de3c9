/** What a training run leaves behind: its numbers and its folder. */
@NullMarked
package org.chainrule.cli.run;

import org.jspecify.annotations.NullMarked;
