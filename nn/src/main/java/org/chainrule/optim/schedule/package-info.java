/** Learning rates over time: each a record, a pure function of the step. docs/learning-rates.md shows them. */
@NullMarked
package org.chainrule.optim.schedule;

import org.jspecify.annotations.NullMarked;
