/** The training whose course is compared: data, network, rules. Knows no engine. */
@NullMarked
package org.chainrule.bench.trajectory;

import org.jspecify.annotations.NullMarked;
