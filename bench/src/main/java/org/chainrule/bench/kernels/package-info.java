/** Single kernels under JMH, by the public interface: {@code ./chainrule bench jmh PATTERN}. */
@NullMarked
package org.chainrule.bench.kernels;

import org.jspecify.annotations.NullMarked;
