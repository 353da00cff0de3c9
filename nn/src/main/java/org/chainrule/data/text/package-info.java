/** Texts as numbers of characters, to learn a language from. */
@NullMarked
package org.chainrule.data.text;

import org.jspecify.annotations.NullMarked;
