/** From a graph to a program of few kernels, one pass a file. */
@NullMarked
package org.chainrule.compile;

import org.jspecify.annotations.NullMarked;
