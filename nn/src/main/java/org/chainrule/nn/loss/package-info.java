/** Losses for numbers, classes, distributions and embeddings, with PyTorch's defaults. */
@NullMarked
package org.chainrule.nn.loss;

import org.jspecify.annotations.NullMarked;
