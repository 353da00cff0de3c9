/** Curves, drawn in the terminal or into files. */
@NullMarked
package org.chainrule.cli.chart;

import org.jspecify.annotations.NullMarked;
