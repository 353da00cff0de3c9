/** Optimizers and learning rates. An optimizer's state is a value of the model's own form. */
@NullMarked
package org.chainrule.optim;

import org.jspecify.annotations.NullMarked;
