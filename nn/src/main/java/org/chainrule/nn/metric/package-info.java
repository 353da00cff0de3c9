/** What a trained model is measured by. */
@NullMarked
package org.chainrule.nn.metric;

import org.jspecify.annotations.NullMarked;
