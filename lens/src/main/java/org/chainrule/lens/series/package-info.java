/** What is recorded of a training while it runs, as values, in memory and in a file that only grows. */
@NullMarked
package org.chainrule.lens.series;

import org.jspecify.annotations.NullMarked;
