/** What is wrong with a training, in words, with the numbers that show it. */
@NullMarked
package org.chainrule.lens.health;

import org.jspecify.annotations.NullMarked;
