/** Layers, losses and initial values: models are records, their parameters the records' tensors. */
@NullMarked
package org.chainrule.nn;

import org.jspecify.annotations.NullMarked;
