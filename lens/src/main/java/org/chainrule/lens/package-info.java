/** What a user opens: the lens, and the neuron that it begins with. */
@NullMarked
package org.chainrule.lens;

import org.jspecify.annotations.NullMarked;
