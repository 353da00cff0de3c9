/** A pool of threads that share out the pieces of a job. */
@NullMarked
package org.chainrule.threads;

import org.jspecify.annotations.NullMarked;
