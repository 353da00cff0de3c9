/** Files of others' formats: safetensors. */
@NullMarked
package org.chainrule.io;

import org.jspecify.annotations.NullMarked;
