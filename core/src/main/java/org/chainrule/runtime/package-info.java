/** What runs a compiled program: instructions over numbered arrays, loops, loops on the tiles of products. Emits no code. */
@NullMarked
package org.chainrule.runtime;

import org.jspecify.annotations.NullMarked;
