/** A small server for one person on one machine. */
@NullMarked
package org.chainrule.lens.web;

import org.jspecify.annotations.NullMarked;
