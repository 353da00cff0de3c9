/** What keeps a model from fitting the noise of its data: penalties, limits, noise, mixed examples. */
@NullMarked
package org.chainrule.regularization;

import org.jspecify.annotations.NullMarked;
