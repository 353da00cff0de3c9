/** What users write: tensors, gradients, compiled functions. */
@NullMarked
package org.chainrule;

import org.jspecify.annotations.NullMarked;
