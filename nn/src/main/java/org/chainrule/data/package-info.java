/** Examples, in batches, and where they are read from. */
@NullMarked
package org.chainrule.data;

import org.jspecify.annotations.NullMarked;
