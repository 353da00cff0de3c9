/** Images in folders, one a class; how they become a model's inputs; and how training varies them. */
@NullMarked
package org.chainrule.data.image;

import org.jspecify.annotations.NullMarked;
